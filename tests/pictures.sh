#!/bin/sh
# Gives the pictures of every case of testdata/ to the programs that they are made for: DOT to
# Graphviz, Mermaid to Mermaid from npm in a headless Chromium, as strict as GitHub runs it, and
# SVG to the same Chromium. What is not installed is skipped, and says so. With a directory, the
# SVG pictures are kept there as PNG, to be looked at. MERMAID may name a version: mermaid@11.
#
#   tests/pictures.sh [DIRECTORY]
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
if [ $# -gt 0 ]; then
    mkdir -p "$1"
    keep=$(cd "$1" && pwd)
else
    keep=
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"

skip() {
    echo "SKIPPED: $1 was not tried: $2" >&2
}

fail() {
    echo "$1" >&2
    exit 1
}

cargo build --quiet
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
for plan in testdata/*/plan.json; do
    name=$(basename "$(dirname "$plan")")
    for format in dot mermaid svg; do
        "$target/debug/frontlint" graph --now 2026-11-24 -f "$format" "$plan" >"$work/$name.$format"
    done
done

if command -v dot >/dev/null; then
    for picture in "$work"/*.dot; do
        dot -Tsvg "$picture" >"$work/drawn" 2>"$work/said" ||
            fail "Graphviz refuses $picture: $(cat "$work/said")"
        [ ! -s "$work/said" ] || fail "Graphviz warns of $picture: $(cat "$work/said")"
    done
    echo "dot: $(ls "$work"/*.dot | wc -l) pictures drawn by $(dot -V 2>&1)"
else
    skip DOT "there is no \`dot\`"
fi

browser=
for name in chromium chromium-browser google-chrome; do
    [ -n "$browser" ] || browser=$(command -v "$name" || true)
done
if [ -z "$browser" ]; then
    skip Mermaid "there is no Chromium"
    skip SVG "there is no Chromium"
    exit 0
fi
run_browser() {
    "$browser" --headless --no-sandbox --disable-gpu --allow-file-access-from-files \
        --user-data-dir="$work/profile" "$@" 2>"$work/said"
}

if npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work/npm" \
    "${MERMAID:-mermaid}" >"$work/said" 2>&1; then
    {
        echo '<!doctype html><meta charset="utf-8">'
        echo '<script src="npm/node_modules/mermaid/dist/mermaid.min.js"></script>'
        for picture in "$work"/*.mermaid; do
            # A raw text element ends at its end tag alone, which no picture may hold.
            ! grep -qi '</script' "$picture" || fail "$picture ends a script element"
            echo "<script type=\"text/plain\" id=\"$(basename "$picture" .mermaid)\">"
            cat "$picture"
            echo '</script>'
        done
        cat <<'EOF'
<pre id="said"></pre>
<script>
  const said = document.getElementById("said");
  const say = (line) => { said.textContent += line + "\n"; };
  const draw = async () => {
    mermaid.initialize({ startOnLoad: false, securityLevel: "strict" });
    for (const picture of document.querySelectorAll("script[type='text/plain']")) {
      try {
        const { svg } = await mermaid.render("drawn", picture.textContent.trim());
        const broken = svg.includes("Syntax error") || !svg.includes("<svg");
        say((broken ? "BAD " : "GOOD ") + picture.id);
      } catch (error) {
        say("BAD " + picture.id + " " + error.message);
      }
    }
    say("DONE");
  };
  draw();
</script>
EOF
    } >"$work/mermaid.html"
    run_browser --virtual-time-budget=600000 --dump-dom "file://$work/mermaid.html" >"$work/dom"
    sed -n 's/^.*<pre id="said">//; /^\(GOOD\|BAD\|DONE\)/p' "$work/dom" | sort -u >"$work/lines"
    ! grep '^BAD' "$work/lines" >&2 || fail "Mermaid refuses these"
    drawn=$(grep -c '^GOOD' "$work/lines" || true)
    all=$(ls "$work"/*.mermaid | wc -l)
    [ "$drawn" -eq "$all" ] || fail "Mermaid drew $drawn of $all pictures: $(cat "$work/said")"
    echo "mermaid: $drawn pictures drawn"
else
    skip Mermaid "npm cannot install it: $(tail -n 1 "$work/said")"
fi

for picture in "$work"/*.svg; do
    name=$(basename "$picture" .svg)
    size=$(sed -n '1s/.*<svg[^>]* width="\([0-9]*\)[^"]*" height="\([0-9]*\).*/\1,\2/p' "$picture")
    run_browser --hide-scrollbars --window-size="${size:-1600,1200}" \
        --screenshot="$work/$name.png" "file://$picture" >/dev/null
    [ -s "$work/$name.png" ] || fail "Chromium refuses $picture: $(cat "$work/said")"
    [ -z "$keep" ] || cp "$work/$name.png" "$keep/"
done
echo "svg: $(ls "$work"/*.png | wc -l) pictures drawn"
