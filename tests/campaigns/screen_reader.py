"""Walks the window as a screen reader does, for `real_window`; run by the system's Python, which has pyatspi.

Prints the controls without a name, then what came of pressing a page's button; the last line is "whole" if
every control has a name and the press was taken.
"""

import sys
import time

import pyatspi

PRESSED = (
    "push button",
    "toggle button",
    "check box",
    "combo box",
    "entry",
    "menu item",
    "page tab",
    "slider",
)


def find_program():
    until = time.time() + 20
    while time.time() < until:
        desktop = pyatspi.Registry.getDesktop(0)
        for position in range(desktop.childCount):
            program = desktop.getChildAtIndex(position)
            if program and "supportlens" in (program.name or "").lower():
                return program
        time.sleep(0.3)
    return None


def walk(node, *, every=False):
    for position in range(node.childCount):
        child = node.getChildAtIndex(position)
        if child is not None and (every or child.getState().contains(pyatspi.STATE_SHOWING)):
            yield child
            yield from walk(child, every=every)


def press(program, name):
    for node in walk(program, every=True):
        if node.getRoleName() in PRESSED and node.name == name:
            actions = node.queryAction()
            named = [actions.getName(position) for position in range(actions.nActions)]
            wanted = [at for at, action in enumerate(named) if action in ("Press", "Toggle")]
            return bool(wanted) and actions.doAction(wanted[0])
    return False


program = find_program()
if program is None:
    sys.exit("no program")
nameless = [node for node in walk(program) if node.getRoleName() in PRESSED and not node.name.strip()]
for node in nameless:
    sys.stdout.write(f"without a name: {node.getRoleName()} in {node.parent.name if node.parent else ''}\n")
heard = press(program, "Comparar dos períodos")
sys.stdout.write("whole\n" if heard and not nameless else f"pressed {heard}, nameless {len(nameless)}\n")
