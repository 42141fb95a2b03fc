#!/usr/bin/env bash
# Sets this machine up, builds what has changed, and runs the harness. `./harness.sh --help` explains.
set -euo pipefail

root=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
artifacts=$root/artifacts
program=$artifacts/bin/Harness.Cli/release/harness.dll
readonly root artifacts program

# Exit code 3: the harness could not do its job (as in the command itself).
die() {
    printf 'harness.sh: %s\n' "$@" >&2
    exit 3
}

say() {
    printf 'harness.sh: %s\n' "$*" >&2
}

help() {
    cat <<'TEXT'
Usage: ./harness.sh VERB [ARGUMENT]...

Installs missing Debian packages (with sudo when not root), builds what has changed, and runs the harness.

  run         render the scenes, read them back, judge them: `./harness.sh run`, `./harness.sh run --lane device --area scissor`
  test        the project's own tests; takes arguments of `dotnet test`: `./harness.sh test --filter 'FullyQualifiedName~Imaging'`
  doctor      what this machine has, what is missing, what that costs, and the remedy; installs nothing
  VERB        every other verb of the harness, for example `list`, `show SCENE`, `bless`; `./harness.sh VERB --help` explains it

Exit codes: 0 all passed or declared skips, 1 a cell or a test failed, 2 usage, 3 the harness could not do its job.

Environment:
  HARNESS_SKIP_PACKAGES=1   leave the system's packages alone, whatever is missing
TEXT
}

# --- Host packages ------------------------------------------------------------------------------------------------------------------

readonly debian_packages=(
    qemu-system-x86 qemu-system-gui qemu-utils xvfb libgl1-mesa-dri libegl1 libgles2 libgbm1 virgl-server
    mmdebstrap e2fsprogs kmod cpio zstd xz-utils gcc libc6-dev zlib1g-dev
)
# The project's own tests store runs in a database server too.
readonly test_packages=(postgresql)

# missing_debian_packages PACKAGE...
missing_debian_packages() {
    local -A installed=()
    local name status package
    # Unknown names make dpkg-query fail; they are simply not installed.
    while read -r name status; do
        [[ $status == installed ]] && installed[$name]=1
    done < <(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true)
    for package in "$@"; do
        [[ -n ${installed[$package]:-} ]] || printf '%s\n' "$package"
    done
}

# Sets as_root to the words that make a command run as root.
become_root() {
    as_root=()
    if [[ $(id -u) == 0 ]]; then
        return
    elif ! command -v sudo >/dev/null; then
        die "Missing packages can only be installed by root, and there is no sudo." \
            "Run as root: apt-get install --no-install-recommends $*" \
            "or set HARNESS_SKIP_PACKAGES=1 to go on without."
    elif [[ -t 0 ]] || sudo -n true 2>/dev/null; then
        as_root=(sudo)
    else
        # Nobody is there to type a password.
        die "Missing packages can only be installed by root, and sudo asks for a password where nobody can type one." \
            "Run: sudo apt-get install --no-install-recommends $*" \
            "or set HARNESS_SKIP_PACKAGES=1 to go on without."
    fi
}

apt() {
    # The lock may be held by another harness.sh or by unattended upgrades.
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@"
}

# Whether the package lists have a version of every package named.
apt_offers() {
    local offered
    offered=$(LC_ALL=C apt-cache policy "$@" 2>/dev/null | grep -c 'Candidate: [^(]' || true)
    ((offered == $#))
}

# install_debian_packages PACKAGE...
install_debian_packages() {
    local -a missing
    mapfile -t missing < <(missing_debian_packages "$@")
    ((${#missing[@]})) || return 0
    say "Installing missing Debian packages: ${missing[*]}"
    local log=$artifacts/packages.log as_root
    become_root "${missing[@]}"
    mkdir -p "$artifacts"
    if ! apt_offers "${missing[@]}"; then
        say "The package lists do not offer them all; updating the lists."
        apt update >"$log" 2>&1 </dev/null || say "apt-get update failed; trying to install all the same."
    fi
    if ! apt install -y --no-install-recommends "${missing[@]}" >>"$log" 2>&1 </dev/null; then
        # Old lists name versions that the mirror has replaced since.
        say "The installation failed; trying once more with new package lists."
        apt update >>"$log" 2>&1 </dev/null || true
        apt install -y --no-install-recommends "${missing[@]}" >>"$log" 2>&1 </dev/null || {
            tail -n 20 "$log" >&2
            die "Installing ${missing[*]} failed twice; the end of $log is above." \
                "Install them by hand, or set HARNESS_SKIP_PACKAGES=1 to go on without."
        }
    fi
}

# Other distributions: the programs are looked for, and the packages named.
check_programs() {
    local -a missing=()
    local program_name
    for program_name in qemu-system-x86_64 Xvfb virgl_test_server; do
        command -v "$program_name" >/dev/null || missing+=("$program_name")
    done
    ((${#missing[@]})) || return 0
    die "Not found: ${missing[*]}. This is no Debian, so nothing is installed for you. Install" \
        "  Fedora:   dnf install qemu-system-x86-core qemu-img qemu-ui-sdl qemu-ui-opengl qemu-device-display-virtio-gpu-pci-gl xorg-x11-server-Xvfb mesa-dri-drivers mesa-libEGL mesa-libgbm virglrenderer-test-server e2fsprogs kmod cpio zstd xz gcc glibc-devel zlib-devel" \
        "  Arch:     pacman -S qemu-system-x86 qemu-img qemu-ui-sdl qemu-ui-opengl qemu-hw-display-virtio-gpu-pci-gl xorg-server-xvfb mesa virglrenderer e2fsprogs kmod cpio zstd xz gcc zlib" \
        "  openSUSE: zypper install qemu-x86 qemu-tools qemu-ui-sdl qemu-ui-opengl qemu-hw-display-virtio-gpu qemu-hw-display-virtio-gpu-pci xorg-x11-server-Xvfb Mesa-dri Mesa-libEGL1 libgbm1 virglrenderer-test-server e2fsprogs kmod cpio zstd xz gcc glibc-devel zlib-devel" \
        "and start again; or set HARNESS_SKIP_PACKAGES=1 to go on without, and let './harness.sh doctor' say what each missing thing costs."
}

# check_host_packages [PACKAGE]...: those that every verb needs, and these. What only tests need, they skip without.
check_host_packages() {
    if [[ ${HARNESS_SKIP_PACKAGES:-} == 1 ]]; then
        return
    elif command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
        install_debian_packages "${debian_packages[@]}" "$@"
    else
        check_programs
    fi
}

# --- Build --------------------------------------------------------------------------------------------------------------------------

find_dotnet() {
    local place
    command -v dotnet >/dev/null && return
    for place in "${DOTNET_ROOT:-}" "$HOME/.dotnet"; do
        if [[ -n $place && -x $place/dotnet ]]; then
            PATH=$place:$PATH
            return
        fi
    done
    local remedy="Debian's own archive has no .NET: add Microsoft's package feed for your Debian and 'apt-get install dotnet-sdk-10.0',"
    if command -v apt-cache >/dev/null && apt_offers dotnet-sdk-10.0; then
        remedy="Your package lists offer it: 'apt-get install dotnet-sdk-10.0',"
    fi
    die "There is no 'dotnet' command; the .NET 10 SDK is needed." "$remedy" \
        "or, without root, run Microsoft's dotnet-install.sh with '--channel 10.0' (it installs to ~/.dotnet, where it is found)."
}

check_sdk() {
    local answer
    # global.json of the repository decides which SDK is good enough.
    answer=$(cd "$root" && dotnet --version 2>&1) ||
        die "No installed .NET SDK satisfies global.json:" "$answer" "Install the .NET 10 SDK (package dotnet-sdk-10.0, or dotnet-install.sh --channel 10.0)."
}

# Whether nothing below the given paths is newer than the stamp. Folders count too: they change when a file goes away.
is_fresh() {
    local stamp=$1
    shift
    [[ -f $stamp && -f $program && -z $(find "${@/#/$root/}" -newer "$stamp" -print -quit) ]]
}

readonly build_files=(Directory.Build.props Directory.Packages.props global.json .editorconfig)
readonly cli_sources=(harness suites/conformance/Catalogue "${build_files[@]}")
readonly solution_sources=(Harness.sln harness suites tests "${build_files[@]}")

# build TARGET STAMP SOURCE...: builds TARGET unless STAMP is newer than every SOURCE.
build() {
    local target=$1 stamp=$artifacts/build-$2.stamp log=$artifacts/build-$2.log
    shift 2
    is_fresh "$stamp" "$@" && return
    find_dotnet
    check_sdk
    mkdir -p "$artifacts"
    # One build at a time: a second harness.sh waits here and then finds the first one's work done.
    exec 9>"$artifacts/build.lock"
    if ! flock -n 9; then
        say "Another harness.sh is building; waiting for it."
        flock -w 1200 9 || die "The other build has not ended within 20 minutes. Look for a stuck 'dotnet build' and end it."
    fi
    if ! is_fresh "$stamp" "$@"; then
        say "Building $target (Release)..."
        local started=$SECONDS
        # The stamp carries the time before the build: what is edited meanwhile is built next time.
        touch "$stamp.new"
        # One compiler for all projects takes two thirds of the time. It is this build's own, since a server that others use would be ended with it, or outlive it.
        local compiler=harness-build-$$
        # shellcheck disable=SC2064 # The name of now.
        trap "end_compiler $compiler" EXIT
        local interrupted= failed=
        trap 'interrupted=1' INT
        dotnet build "$root/$target" -c Release -p:RestoreLockedMode=true -nologo -v minimal --tl:off -nodeReuse:false \
            -p:UseSharedCompilation=true -p:SharedCompilationId="$compiler" >"$log" 2>&1 9>&- </dev/null || failed=1
        if [[ $interrupted$failed ]]; then
            rm -f "$stamp.new"
            [[ $interrupted ]] || explain_build_failure "$target" "$log"
            say "Interrupted."
            exit 130
        fi
        end_compiler "$compiler"
        trap - EXIT INT
        mv "$stamp.new" "$stamp"
        say "Built in $((SECONDS - started)) s."
    fi
    exec 9>&-
}

# end_compiler NAME: ends the compiler that listens under that name.
end_compiler() {
    local line
    while read -r line; do
        line=${line#/proc/}
        kill "${line%%/*}" 2>/dev/null || true
    done < <(grep -lzxF -e "-pipename:$1" /proc/[0-9]*/cmdline 2>/dev/null)
}

explain_build_failure() {
    local target=$1 log=$2
    local remedy="Mend the errors above; the whole output is in $log."
    { grep -E ': error |^error ' "$log" | sort -u | head -n 30 || tail -n 30 "$log"; } >&2
    if grep -q 'NU1004' "$log"; then
        remedy="The lock files do not fit the projects: run 'dotnet restore Harness.sln --force-evaluate' and commit packages.lock.json."
    elif grep -qE 'NU1301|NU1100|NU1101' "$log"; then
        remedy="Packages could not be fetched: check the network and 'dotnet nuget list source', then start again."
    elif grep -qiE 'no space left|disk full' "$log"; then
        remedy="The disk is full: free some space, for example with 'git clean -xdf artifacts'."
    fi
    die "Building $target failed." "$remedy"
}

# --- Verbs --------------------------------------------------------------------------------------------------------------------------

run_tests() {
    check_host_packages "${test_packages[@]}"
    build Harness.sln solution "${solution_sources[@]}"
    # The solution holds the command too.
    [[ $artifacts/build-cli.stamp -nt $artifacts/build-solution.stamp ]] || cp -p "$artifacts/build-solution.stamp" "$artifacts/build-cli.stamp"
    find_dotnet
    exec "$root/tests/run-tests.sh" "$@"
}

run_harness() {
    # These verbs need nothing of the host but .NET; doctor in particular shows what is missing instead of installing it.
    case $1 in
        doctor | list | show | bless | store | --version) ;;
        *) check_host_packages ;;
    esac
    build harness/Cli/Harness.Cli.csproj cli "${cli_sources[@]}"
    find_dotnet
    exec dotnet "$program" "$@"
}

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# The .NET command insists on a home; service accounts and containers may have none.
if [[ -z ${HOME:-} ]]; then
    export HOME=$artifacts/home
    mkdir -p "$HOME"
fi

case ${1:-} in
    '' | -h | --help | help) help ;;
    test)
        shift
        run_tests "$@"
        ;;
    *) run_harness "$@" ;;
esac
