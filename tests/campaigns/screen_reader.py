"""Walks the window as a screen reader does, for `real_window`; run by the system's Python, which has pyatspi.

Prints the controls without a name, then what came of pressing a page's button; the last line is "whole" if
every control has a name and the press was heard.
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


def walk(node):
    for position in range(node.childCount):
        child = node.getChildAtIndex(position)
        if child is not None and child.getState().contains(pyatspi.STATE_SHOWING):
            yield child
            yield from walk(child)


def press(program, name):
    for node in walk(program):
        if node.getRoleName() in PRESSED and node.name == name:
            node.queryAction().doAction(0)
            return True
    return False


program = find_program()
if program is None:
    sys.exit("no program")
nameless = [node for node in walk(program) if node.getRoleName() in PRESSED and not node.name.strip()]
for node in nameless:
    sys.stdout.write(f"without a name: {node.getRoleName()} in {node.parent.name if node.parent else ''}\n")
heard = press(program, "Plan")
time.sleep(2)
names = {node.name for node in walk(program)}
shown = any("Plan de capacitación" in name for name in names)
whole = heard and shown and not nameless
sys.stdout.write("whole\n" if whole else f"pressed {heard}, shown {shown}, nameless {len(nameless)}\n")
