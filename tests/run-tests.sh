#!/usr/bin/env bash
# Runs every test project of the built solution and ends with one line: "N passed, N failed, N skipped".
# Arguments go to `dotnet test`. Called by ./harness.sh test, which builds first.
set -euo pipefail

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
results=$root/artifacts/test-results
readonly root results

for argument in "$@"; do
    case $argument in
        -h | -\? | --help | -t | --list-tests)
            # Nothing runs, so there is nothing to count.
            exec dotnet test "$root/Harness.sln" -c Release --no-build "$@"
            ;;
    esac
done

# Counts by outcome, from one TRX file per project. Its own totals leave out ignored tests, so the results themselves are counted.
# A test that neither passed nor was skipped has failed: inconclusive, timed out, aborted, whatever else.
count() {
    awk '
        {
            line = $0
            while (match(line, /<UnitTestResult [^>]*>/)) {
                result = substr(line, RSTART, RLENGTH)
                line = substr(line, RSTART + RLENGTH)
                if (result ~ / outcome="Passed"/) passed++
                else if (result ~ / outcome="NotExecuted"/) skipped++
                else failed++
            }
        }
        END { print passed + 0, failed + 0, skipped + 0 }' "$1"
}

interrupted=
declare -A running=()
trap 'interrupted=1; ((${#running[@]} == 0)) || kill -TERM "${running[@]}" 2>/dev/null || true' INT TERM

passed=0 failed=0 skipped=0
mapfile -t projects < <(grep -rl --include='*.csproj' '<IsTestProject>true</IsTestProject>' "$root/tests" "$root/suites" | sort)
mkdir -p "$root/artifacts"
exec 8>"$root/artifacts/test-results.lock"
if ! flock -n 8; then
    echo "Another test run uses this checkout; waiting for it to end." >&2
    flock 8
fi
rm -rf "$results"
mkdir -p "$results"
# Side by side: guests under emulation and waits for devices leave room on two cores. Each one's words are shown when it is done.
for project in "${projects[@]}"; do
    name=$(basename "$project" .csproj)
    # The hang limit is for tests without one of their own: it ends the test process and names the test.
    # A background command of a script ignores Ctrl-C, and so would every program that a test starts.
    env --default-signal=INT,QUIT dotnet test "$project" -c Release --no-build --blame-hang-timeout 15min --blame-hang-dump-type none --logger "trx;LogFileName=$name.trx" \
        --results-directory "$results" "$@" >"$results/$name.out" 2>&1 8>&- &
    running[$name]=$!
    echo "$name: started."
done
for project in "${projects[@]}"; do
    name=$(basename "$project" .csproj)
    trx=$results/$name.trx
    status=0
    # A signal interrupts the wait: the tests end after it.
    until wait "${running[$name]}"; do
        status=$?
        kill -0 "${running[$name]}" 2>/dev/null || break
        status=0
    done
    cat "$results/$name.out"
    rm -f "$results/$name.out"
    project_passed=0 project_failed=0 project_skipped=0
    if [[ -f $trx ]]; then
        read -r project_passed project_failed project_skipped < <(count "$trx")
    elif ((status == 0)); then
        echo "$name: no results were written, though the run ended well. That counts as a failure."
        project_failed=1
    fi
    # Arguments may leave out all tests of a project; without any, a project without results is one whose tests were not found.
    if (($# == 0 && status == 0 && project_passed + project_failed + project_skipped == 0)); then
        echo "$name: no test was found. That counts as a failure."
        project_failed=1
    fi
    if [[ -n $interrupted ]]; then
        echo "Interrupted. That counts as a failure."
        ((project_failed++)) || true
    elif ((status != 0 && project_failed == 0)); then
        echo "$name: the test run itself ended with code $status (a crash, a time limit or a wrong argument). That counts as a failure."
        project_failed=1
    fi
    ((passed += project_passed, failed += project_failed, skipped += project_skipped)) || true
    [[ -z $interrupted ]] || break
done

# The hang watch leaves an empty folder per project.
find "$results" -mindepth 1 -type d -empty -delete

if ((passed + failed + skipped == 0)); then
    echo "No test was run: the filter matches none."
    failed=1
fi

echo "$passed passed, $failed failed, $skipped skipped"
[[ -z $interrupted ]] || exit 130
((failed == 0))
