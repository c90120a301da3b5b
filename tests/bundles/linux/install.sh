#!/bin/sh
# Installs SupportLens for this user: program, menu entry, icons and the type of its project files.
# Run it again to update; `sh install.sh --remove` takes everything away again, projects excepted.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
bin=$HOME/.local/bin
rm -rf "$data/supportlens-program"
find "$data/icons/hicolor" -name supportlens.png -delete 2>/dev/null || true
rm -f "$bin/supportlens" "$data/applications/supportlens.desktop" "$data/mime/packages/supportlens.xml" \
    "$data/man/man1/supportlens.1" "$data/metainfo/org.supportlens.SupportLens.metainfo.xml"
if [ "${1:-}" != "--remove" ]; then
    mkdir -p "$data" "$bin"
    cp -R "$here/program" "$data/supportlens-program"
    ln -s "$data/supportlens-program/supportlens" "$bin/supportlens"
    cp -R "$here/share/." "$data/"
    sed -i "s|^Exec=supportlens|Exec=\"$bin/supportlens\"|" "$data/applications/supportlens.desktop"
fi
for update in "update-mime-database $data/mime" "update-desktop-database $data/applications"; do
    $update 2>/dev/null || true
done
