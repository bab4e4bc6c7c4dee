#!/usr/bin/env bash
# Makes the page's third-party files, which are not kept in the repository:
#
#   static/vendor/vue.js        Vue 3.5.22 without its compiler, out of the nicegui wheel
#   static/vendor/sankey.js     the layout of the flow picture, from node-d3
#   static/vendor/qrcode.js     from node-qrcode-generator
#   static/vendor/inter*.woff2  Inter, variable, Latin only, from fonts-inter-variable
#   static/icons.svg            a sprite of the Octicons named in page-icons.txt
#
# Wheels are pinned by hash and no code of theirs runs but fontTools and Brotli.
# Quick when nothing changed. Needs: python3, python3-pip, esbuild and the Debian packages above.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
static=$root/static
vendor=$static/vendor
font=/usr/share/fonts/truetype/inter-vf/Inter-roman.var.ttf
vue_sum=f1dfbe4ca6bdc0f8eac639eea8652654a073433018be9bfd1cc55e75574b78f0
# The first file is all that an English page needs; browsers fetch the second only where a name
# has a letter of it, and fall back to the system's font for other scripts.
latin=U+0020-007E,U+00A0-00FF,U+2010-2014,U+2018-201E,U+2020-2022,U+2026,U+202F,U+20AC,U+2190-2193,\
U+2212
latin_more=U+0100-017F,U+0192,U+0218-021B,U+02BC,U+1E00-1EFF,U+2030,U+2039-203A,U+20A1-20AB,\
U+20AD-20C0,U+2122,U+2248,U+2264-2265

[ -r "$font" ] || {
    echo "page-libraries: $font is missing; install it: apt-get install fonts-inter-variable" >&2
    exit 1
}

stamp=$(cat "$here/page-requirements.txt" "$here/page-icons.txt" "$here"/vue-runtime.py \
    "$here"/icon-sprite.py "$0" |
    sha256sum | cut -d' ' -f1)
if [ -f "$vendor/qrcode.js" ] && [ -f "$vendor/inter-more.woff2" ] && [ -f "$static/icons.svg" ] &&
    [ "$(cat "$vendor/stamp" 2>/dev/null)" = "$stamp" ]; then
    exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$vendor/licences"

echo "page-libraries: fetching the page's libraries"
python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: \
    --require-hashes -r "$here/page-requirements.txt" -d "$work/wheels"

# A wheel is a zip file; Python reads it where Debian may have no unzip.
take() { # take WHEEL MEMBER FILE
    python3 -c 'import sys, zipfile; sys.stdout.buffer.write(
        zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))' "$1" "$2" >"$3"
}

nicegui=$(echo "$work"/wheels/nicegui-*.whl)
material=$(echo "$work"/wheels/mkdocs_material-*.whl)

take "$nicegui" nicegui/static/vue.esm-browser.prod.js "$work/vue.whole.js"
echo "$vue_sum  $work/vue.whole.js" | sha256sum --check --quiet
python3 "$here/vue-runtime.py" "$work/vue.whole.js" >"$work/vue.js"
take "$nicegui" nicegui-3.18.0.dist-info/licenses/LICENSE "$vendor/licences/nicegui.txt"
take "$material" material/templates/.icons/octicons/LICENSE "$vendor/licences/octicons.txt"
cp /usr/share/doc/fonts-inter-variable/copyright "$vendor/licences/inter.txt"
{
    head -n 3 "$work/vue.whole.js"
    printf '* @license MIT\n**/\n\n'
    echo "What the page does not call is left out."
    echo "Vue is under the same licence text (MIT) as the package that carried it:"
    sed 1,2d "$vendor/licences/nicegui.txt" | sed '/^Copyright/d'
} >"$vendor/licences/vue.txt"

# Debian's modules say that they are CommonJS or come in many files: each becomes one ES module.
take_module() { # take_module NAMES PACKAGE FILE COPYRIGHT
    echo "export { $1 } from '$2'" | NODE_PATH=/usr/share/nodejs esbuild --bundle --format=esm \
        --log-level=warning --outfile="$work/$3.js" \
        --banner:js="/*! $2: vendor/licences/$3.txt */"
    cp "/usr/share/doc/$4/copyright" "$vendor/licences/$3.txt"
}
take_module sankey d3-sankey sankey node-d3
cat /usr/share/doc/node-d3-array/copyright >>"$vendor/licences/sankey.txt"
take_module 'default as qrcode' qrcode-generator qrcode node-qrcode-generator

python3 "$here/icon-sprite.py" "$material" "$here/page-icons.txt" >"$work/icons.svg"

for wheel in "$work"/wheels/fonttools-*.whl "$work"/wheels/[Bb]rotli-*.whl; do
    python3 -m zipfile -e "$wheel" "$work/tools"
done
subset() { # subset GLYPHS FILE
    PYTHONPATH=$work/tools python3 -m fontTools.subset "$font" --unicodes="$1" --flavor=woff2 \
        --layout-features=kern,calt,tnum,case,ccmp,locl --output-file="$2"
}
subset "$latin" "$work/inter.woff2"
subset "$latin_more" "$work/inter-more.woff2"

chmod 644 "$work"/{vue,sankey,qrcode}.js "$work/icons.svg" "$work"/inter*.woff2
mv "$work"/{vue,sankey,qrcode}.js "$work"/inter*.woff2 "$vendor/"
mv "$work/icons.svg" "$static/icons.svg"
echo "$stamp" >"$vendor/stamp"
echo "page-libraries: done"
