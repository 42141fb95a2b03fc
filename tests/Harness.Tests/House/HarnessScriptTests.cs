using System.Diagnostics;
using NUnit.Framework;

namespace Harness.Tests.House;

/// <summary>harness.sh from the outside: what it builds, installs, runs and says.</summary>
public sealed class HarnessScriptTests
{
    private const string Cli = "build harness/Cli/Harness.Cli.csproj";

    private ScratchRepository _repository = null!;

    [SetUp]
    public void SetUp() => _repository = new ScratchRepository();

    [TearDown]
    public void TearDown() => _repository.Dispose();

    [Test]
    [CancelAfter(60_000)]
    public void The_first_start_builds_and_the_second_only_runs()
    {
        _repository.WorkingDotnet();
        Assert.That(_repository.Run("harness.sh", "run", "--lane", "device").ExitCode, Is.Zero);
        Assert.That(_repository.Log, Is.EqualTo(new[] { Cli, "run run --lane device" }));

        // The quickest of a few: what the script itself takes, whatever else the machine does.
        var quickest = TimeSpan.MaxValue;
        for (var start = 0; start < 5; start++)
        {
            var watch = Stopwatch.StartNew();
            Assert.That(_repository.Run("harness.sh", "list").ExitCode, Is.Zero);
            quickest = watch.Elapsed < quickest ? watch.Elapsed : quickest;
        }

        Assert.That(quickest, Is.LessThan(TimeSpan.FromSeconds(1)));
        Assert.That(_repository.Log[2..], Is.EqualTo(Enumerable.Repeat("run list", 5)));
    }

    [TestCase("harness/Cli/Program.cs", true)]
    [TestCase("harness/Oracle/New.cs", true)]
    [TestCase("Directory.Packages.props", true)]
    [TestCase("suites/conformance/Catalogue/Scene.cs", true)]
    [TestCase("tests/Harness.Tests/SomeTest.cs", false)]
    [TestCase("README.md", false)]
    [CancelAfter(60_000)]
    public void Only_a_change_of_what_the_command_is_made_of_builds_it_again(string file, bool builds)
    {
        _repository.WorkingDotnet();
        _repository.Run("harness.sh", "list");
        _repository.Write(file, "// changed");
        _repository.Run("harness.sh", "list");
        Assert.That(_repository.Log.Count(line => line == Cli), Is.EqualTo(builds ? 2 : 1));
    }

    [Test]
    [CancelAfter(60_000)]
    public void After_the_tests_the_command_needs_no_build_of_its_own()
    {
        _repository.WorkingDotnet();
        _repository.Run("harness.sh", "test");
        _repository.Run("harness.sh", "list");
        Assert.That(_repository.Log, Is.EqualTo(new[] { "build Harness.sln", "run list" }));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_source_that_went_away_builds_again()
    {
        _repository.WorkingDotnet();
        _repository.Run("harness.sh", "list");
        _repository.Delete("suites/conformance/Catalogue/Scene.cs");
        _repository.Run("harness.sh", "list");
        Assert.That(_repository.Log.Count(line => line == Cli), Is.EqualTo(2));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Starts_at_the_same_time_build_once_and_all_run()
    {
        _repository.WorkingDotnet();
        var starts = Enumerable.Range(0, 4).Select(_ => _repository.Start("harness.sh", "list")).ToList();
        Assert.That(starts.Select(start => start.Result().ExitCode), Is.All.Zero);
        Assert.That(_repository.Log.Order(StringComparer.Ordinal), Is.EqualTo(new[] { Cli, "run list", "run list", "run list", "run list" }));
    }

    [Test]
    [CancelAfter(60_000)]
    public void The_exit_code_of_the_command_is_that_of_the_script([Values(0, 1, 2, 3, 130)] int code)
    {
        _repository.WorkingDotnet(code);
        Assert.That(_repository.Run("harness.sh", "run").ExitCode, Is.EqualTo(code));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_failed_build_shows_its_errors_and_is_tried_again_next_time()
    {
        _repository.Command("dotnet", """
            if [[ $1 == --version ]]; then echo 10.0.100; exit; fi
            log "$1"
            echo "Program.cs(1,1): error CS1002: ; expected [Harness.Cli.csproj]"
            exit 1
            """);
        var failed = _repository.Run("harness.sh", "list");
        Assert.That(failed.ExitCode, Is.EqualTo(3));
        Assert.That(failed.Errors, Does.Contain("error CS1002").And.Contain("Building harness/Cli/Harness.Cli.csproj failed"));

        _repository.WorkingDotnet();
        Assert.That(_repository.Run("harness.sh", "list").ExitCode, Is.Zero);
        Assert.That(_repository.Log, Is.EqualTo(new[] { "build", Cli, "run list" }));
    }

    [TestCase("error NU1004: The lock file is out of date", "--force-evaluate")]
    [TestCase("error NU1301: Unable to load the service index", "check the network")]
    [TestCase("error MSB3021: No space left on device", "disk is full")]
    [CancelAfter(60_000)]
    public void Known_causes_of_a_failed_build_come_with_their_remedy(string error, string remedy)
    {
        _repository.Command("dotnet", $$"""if [[ $1 == --version ]]; then echo 10.0.100; exit; fi; echo "x.csproj : {{error}}"; exit 1""");
        Assert.That(_repository.Run("harness.sh", "list").Errors, Does.Contain(remedy));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Without_dotnet_the_script_says_what_to_install()
    {
        var result = _repository.Run("harness.sh", "run");
        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.Errors, Does.Contain("no 'dotnet' command").And.Contain("dotnet-sdk-10.0").And.Contain("dotnet-install.sh"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void With_an_old_sdk_only_the_script_says_so()
    {
        _repository.Command("dotnet", """echo "Requested SDK version: 10.0.100; Installed SDKs: 8.0.100"; exit 155""");
        var result = _repository.Run("harness.sh", "run");
        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.Errors, Does.Contain("global.json").And.Contain("8.0.100"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Without_arguments_and_with_help_it_explains_itself_and_touches_nothing([Values("", "--help", "help")] string argument)
    {
        var result = argument.Length == 0 ? _repository.Run("harness.sh") : _repository.Run("harness.sh", argument);
        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Output, Does.Contain("Usage: ./harness.sh").And.Contain("doctor").And.Contain("Exit codes"));
        Assert.That(Directory.Exists(_repository.PathOf("artifacts")), Is.False);
    }
}
