using NUnit.Framework;

namespace Harness.Tests.House;

/// <summary>The last line of `harness.sh test`, and its exit code.</summary>
public sealed class TestCountsTests
{
    private const string Passed = """<UnitTestResult executionId="1" testName="A(&quot;a &gt; b outcome=\&quot;Failed\&quot;&quot;)" duration="0" outcome="Passed" testListId="x" />""";
    private const string Failed = """<UnitTestResult executionId="2" testName="B" duration="0" outcome="Failed" testListId="x">""";
    private const string Ignored = """<UnitTestResult executionId="3" testName="C" duration="0" outcome="NotExecuted" testListId="x" />""";
    private const string TimedOut = """<UnitTestResult executionId="4" testName="D" duration="0" outcome="Timeout" testListId="x" />""";

    private ScratchRepository _repository = null!;

    [SetUp]
    public void SetUp()
    {
        _repository = new ScratchRepository();
        _repository.Write("tests/One/One.csproj", "<IsTestProject>true</IsTestProject>");
        _repository.Write("suites/conformance/Two/Two.csproj", "<IsTestProject>true</IsTestProject>");
        _repository.Write("suites/perf/NoTests.csproj", "<Project/>");
        _repository.Command("dotnet", """
            case $1 in
                --version) echo 10.0.100 ;;
                build) mkdir -p "$repo/artifacts/bin/Harness.Cli/release"; touch "$repo/artifacts/bin/Harness.Cli/release/harness.dll" ;;
                test)
                    name=$(basename "$2" .csproj)
                    log test "$name" "${@:14}"
                    [[ ! -e $repo/prepared/$name.trx ]] || cp "$repo/prepared/$name.trx" "$repo/artifacts/test-results/$name.trx"
                    exit "$(cat "$repo/prepared/$name.code")"
                    ;;
            esac
            """);
    }

    [TearDown]
    public void TearDown() => _repository.Dispose();

    [Test]
    [CancelAfter(60_000)]
    public void Results_of_all_projects_are_summed_in_the_last_line()
    {
        Prepare("One", 0, Passed, Passed, Ignored);
        Prepare("Two", 0, Passed + Passed + Passed, Ignored);
        Expect(0, "5 passed, 0 failed, 2 skipped");
        // They run side by side.
        Assert.That(_repository.Log, Is.EquivalentTo(new[] { "test Two", "test One" }));
    }

    [Test]
    [CancelAfter(60_000)]
    public void What_neither_passed_nor_was_skipped_has_failed()
    {
        Prepare("One", 1, Passed, Failed, TimedOut);
        Prepare("Two", 0, Passed);
        Expect(1, "2 passed, 2 failed, 0 skipped");
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_project_that_crashed_without_a_failed_test_is_a_failure()
    {
        Prepare("One", 134, Passed);
        Prepare("Two", 0, Passed);
        Expect(1, "2 passed, 1 failed, 0 skipped", "One: the test run itself ended with code 134");
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_project_without_a_result_file_is_a_failure()
    {
        _repository.Write("prepared/One.code", "0");
        Prepare("Two", 0, Passed);
        Expect(1, "1 passed, 1 failed, 0 skipped", "One: no results were written");
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_project_whose_tests_were_not_found_is_a_failure_unless_arguments_left_them_out()
    {
        Prepare("One", 0);
        Prepare("Two", 0, Passed);
        Expect(1, "1 passed, 1 failed, 0 skipped", "One: no test was found");

        var filtered = _repository.Run("harness.sh", "test", "--filter", "Name~A");
        Assert.That(filtered.Output.TrimEnd().Split('\n')[^1], Is.EqualTo("1 passed, 0 failed, 0 skipped"));
        // They run side by side: either may be the last.
        Assert.That(_repository.Log.TakeLast(2), Is.EquivalentTo(new[] { "test One --filter Name~A", "test Two --filter Name~A" }));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Arguments_that_match_no_test_at_all_are_a_failure()
    {
        Prepare("One", 0);
        Prepare("Two", 0);
        var result = _repository.Run("harness.sh", "test", "--filter", "Name~none");
        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Output, Does.Contain("the filter matches none").And.EndWith("0 passed, 1 failed, 0 skipped\n"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Results_of_an_earlier_run_are_not_counted_again()
    {
        Prepare("One", 0, Passed);
        Prepare("Two", 0, Passed);
        Expect(0, "2 passed, 0 failed, 0 skipped");
        _repository.Delete("prepared/One.trx");
        Expect(1, "1 passed, 1 failed, 0 skipped");
    }

    private void Expect(int exitCode, string lastLine, string alsoSaid = "")
    {
        var result = _repository.Run(".ci/run");
        Assert.That(result.Output.TrimEnd('\n').Split('\n')[^1], Is.EqualTo(lastLine), result.Errors);
        Assert.That(result.ExitCode, Is.EqualTo(exitCode));
        Assert.That(result.Output, Does.Contain(alsoSaid));
    }

    private void Prepare(string project, int code, params string[] results)
    {
        _repository.Write($"prepared/{project}.code", $"{code}");
        _repository.Write($"prepared/{project}.trx", $"<TestRun>\n<Results>\n{string.Join('\n', results)}\n</Results>\n</TestRun>\n");
    }
}
