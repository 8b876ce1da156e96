#!/usr/bin/env bash
# Packs a built program into dist/: afterword-TARGET.tar.gz, or .zip for Windows.
set -euo pipefail
target=$1
bin=target/$target/dist/afterword
name=afterword-$target
mkdir -p dist "$name/completions"
case $target in *windows*) bin=$bin.exe ;; esac
cp "$bin" README.md README.zh-CN.md CHANGELOG.md LICENSE LICENSE-APACHE LICENSE-MIT THIRD-PARTY.md "$name/"
"$bin" man > "$name/afterword.1"
for shell in bash zsh fish powershell elvish; do
    "$bin" completions "$shell" > "$name/completions/afterword.$shell"
done
case $target in
    *windows*) 7z a -bso0 "dist/$name.zip" "$name" ;;
    *) tar -czf "dist/$name.tar.gz" "$name" ;;
esac
rm -r "$name"
