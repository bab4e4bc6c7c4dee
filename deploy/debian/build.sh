#!/usr/bin/env bash
# make deb: the Debian package, as var/waymark_VERSION_ARCHITECTURE.deb.
set -euo pipefail
. "$(dirname "$0")/../local/lib.sh"
cd "$root"

"$root/deploy/local/install.sh" --package
"$root/deploy/local/build.sh"

version=$(grep -oE 'version = "[0-9.]+"' Sources/waymark/Composition/Program.swift |
    cut -d '"' -f 2)
architecture=$(dpkg --print-architecture)
stage=$var/deb/tree
package=$var/waymark_${version}_$architecture.deb
rm -rf "$var/deb"

put() { install -D -m "$1" "$2" "$stage/$3"; }

put_folder() { # put_folder FOLDER TARGET: the files, never anything that is not a plain file
    local file
    while IFS= read -r -d '' file; do
        put 0644 "$file" "$2/${file#"$1"/}"
    done < <(find "$1" -type f ! -name '.*' -print0)
}

step "laying out the package"
put 0755 "$binary" usr/bin/waymark
strip --strip-unneeded "$stage/usr/bin/waymark"
put_folder schema usr/share/waymark/schema
put_folder "$page" usr/share/waymark/static
put_folder deploy/systemd lib/systemd/system
put 0644 deploy/debian/waymark.conf usr/share/waymark/waymark.conf
for file in nginx/*.conf; do
    case ${file##*/} in
        waymark.conf) put 0644 "$file" usr/share/doc/waymark/examples/nginx-https.conf ;;
        local.conf) put 0644 "$file" etc/nginx/sites-available/waymark ;;
        no-limits.conf) ;;
        *) put 0644 "$file" "etc/nginx/waymark/${file##*/}" ;;
    esac
done
put 0644 deploy/prometheus/waymark.rules.yml usr/share/doc/waymark/examples/waymark.rules.yml
put 0644 LICENSE usr/share/doc/waymark/copyright
put 0644 README.md usr/share/doc/waymark/README.md
put 0644 CHANGELOG.md usr/share/doc/waymark/changelog
put 0644 deploy/debian/waymark.1 usr/share/man/man1/waymark.1
gzip -9n "$stage/usr/share/doc/waymark/changelog" "$stage/usr/share/man/man1/waymark.1"
mkdir -p "$stage/usr/share/bash-completion/completions"
"$binary" --generate-completion-script bash >"$stage/usr/share/bash-completion/completions/waymark"

step "packing"
mkdir -p "$var/deb/debian" "$stage/DEBIAN"
printf 'Source: waymark\n\nPackage: waymark\nArchitecture: any\n' >"$var/deb/debian/control"
libraries=$(cd "$var/deb" && dpkg-shlibdeps -O "$stage/usr/bin/waymark" 2>/dev/null)
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" \
    -e "s/@LIBRARIES@/${libraries#shlibs:Depends=}/" \
    -e "s/@SIZE@/$(du -sk --apparent-size "$stage" | cut -f 1)/" \
    deploy/debian/control >"$stage/DEBIAN/control"
(cd "$stage" && find etc -type f -printf '/%p\n' | sort) >"$stage/DEBIAN/conffiles"
for script in postinst prerm postrm; do
    install -m 0755 "deploy/debian/$script" "$stage/DEBIAN/$script"
done
install -m 0644 deploy/debian/triggers "$stage/DEBIAN/triggers"
(cd "$stage" && find usr lib -type f -exec md5sum {} +) >"$stage/DEBIAN/md5sums"
find "$stage" -type d -exec chmod 0755 {} +
dpkg-deb --root-owner-group --build "$stage" "$package" >/dev/null
rm -rf "$var/deb"
say "$package"
