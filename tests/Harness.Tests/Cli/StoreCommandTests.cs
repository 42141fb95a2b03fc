using Harness.Store;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Cli;

/// <summary>The verb `store`, and what `run` leaves in a store.</summary>
[TestFixture, CancelAfter(120_000)]
[Parallelizable(ParallelScope.Self)]
internal sealed class StoreCommandTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public async Task A_run_is_in_the_store_afterwards_or_told_how_to_get_there()
    {
        var run = await Harness(At("store.db"), "run", "--lane", "vtest", "--scene", "viewport/whole", "--out", At("1"));
        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That((await Harness(At("store.db"), "store", "status")).Output, Does.Match(@"(?m)^runs +1, from 20\d\d-").And.Match(@"(?m)^cells +1$"));

        // A folder in the store's place.
        Directory.CreateDirectory(At("taken"));
        var unstored = await Harness(At("taken"), "run", "--lane", "vtest", "--scene", "viewport/whole", "--out", At("2"));
        Assert.That(unstored.ExitCode, Is.Zero, unstored.Output);
        Assert.That(unstored.Output, Does.Contain($"The run is not in the store. The store {At("taken")} cannot be used").And.Contain($"`harness store import {At("2/run.json")}`"));

        Assert.That((await Harness(At("store.db"), "store", "import", At("1/run.json"), At("2/run.json"))).Output,
            Is.EqualTo($"{At("1/run.json")}: 0 stored, 1 were there already\n{At("2/run.json")}: 1 stored, 0 were there already\n"));
        var exported = await Harness(At("store.db"), "store", "export");
        Assert.That(exported.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(2).And.All.StartsWith("{\"format\":\"harness-run/1\""));
    }

    [Test]
    public async Task A_store_that_is_not_there_and_a_file_that_holds_no_runs_are_explained()
    {
        var nothing = await Harness(At("nothing.db"), "store", "status");
        Assert.That((nothing.ExitCode, nothing.Errors), Is.EqualTo((3, $"harness: There is no store at {At("nothing.db")}: `harness run` makes one, or HARNESS_STORE names another.\n")));
        Assert.That(At("nothing.db"), Does.Not.Exist);

        await File.WriteAllTextAsync(At("text"), "no runs");
        var wrong = await Harness(At("store.db"), "store", "import", At("text"));
        Assert.That(wrong.ExitCode, Is.EqualTo(3));
        Assert.That(wrong.Errors, Does.StartWith($"harness: {At("text")}: Line 1 is no run"));

        Assert.That((await Harness("none", "store", "status")).ExitCode, Is.EqualTo(2));
    }

    private string At(string name) => Path.Combine(_folder.Path, name);

    private static async Task<(int ExitCode, string Output, string Errors)> Harness(string store, params string[] words)
    {
        var result = await new CommandLine(words) { Environment = new() { [StoreAddress.Variable] = store } }.Run();
        return (result.ExitCode, result.StandardOutput, result.StandardError);
    }
}
