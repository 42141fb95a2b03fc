using System.Text.Json;
using Harness.Runs;
using Harness.Runs.Execution;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Runs.Records;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Runs;

[TestFixture, CancelAfter(30_000)]
internal sealed class RunDocumentTests
{
    [Test]
    public async Task The_document_has_the_documented_fields()
    {
        using var folder = new TemporaryFolder();
        using var document = JsonDocument.Parse(await Record(folder.Path, new FakeLane
        {
            Reason = (scene, _) => scene.Area == "b" ? "not here" : null,
            Answer = (scene, observer) => new Observation(observer, 1.2345) { Frame = scene.Name == "a/two" ? FakeScenes.Black() : FakeScenes.White() },
        }));
        var root = document.RootElement;
        Assert.That(root.GetProperty("format").GetString(), Is.EqualTo("harness-run/1"));
        Assert.That(root.GetProperty("durationMs").GetDouble(), Is.Positive);
        Assert.That(root.GetProperty("started").GetDateTimeOffset(), Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(5)));
        Assert.That((root.GetProperty("finished").GetBoolean(), root.GetProperty("interrupted").GetBoolean(), root.GetProperty("exitCode").GetInt32()), Is.EqualTo((true, false, 1)));
        Assert.That(root.GetProperty("counts").GetProperty("planned").GetInt32(), Is.EqualTo(8));

        var fingerprint = root.GetProperty("fingerprint");
        Assert.That(fingerprint.GetProperty("seed").GetInt32(), Is.EqualTo(7));
        Assert.That(fingerprint.GetProperty("host").GetProperty("kernel").GetString(), Is.Not.Empty);
        Assert.That(fingerprint.GetProperty("harness").GetProperty("peakMemoryMiB").GetDouble(), Is.Positive);
        Assert.That(fingerprint.GetProperty("lanes").GetProperty("fake").GetProperty("glRenderer").GetString(), Is.EqualTo("LLVMPIPE (LLVM 15)"));

        var cells = root.GetProperty("cells").EnumerateArray().ToDictionary(cell => $"{cell.GetProperty("scene")} {cell.GetProperty("lane")} {cell.GetProperty("observer")}");
        Assert.That(cells, Has.Count.EqualTo(8));
        var (passed, failed, skipped) = (cells["a/one fake readback"], cells["a/two fake scanout"], cells["b/one fake readback"]);
        Assert.That((passed.GetProperty("verdict").GetString(), passed.GetProperty("message").ValueKind), Is.EqualTo(("pass", JsonValueKind.Null)));
        Assert.That(passed.GetProperty("ms").GetDouble(), Is.EqualTo(1.234).Within(0.0011));
        Assert.That(failed.GetProperty("verdict").GetString(), Is.EqualTo("mismatch"));
        Assert.That(failed.GetProperty("artifacts").EnumerateArray().Select(file => file.GetString()), Has.Some.EndsWith("difference.png"));
        var blame = root.GetProperty("blames").EnumerateArray().Single();
        Assert.That((blame.GetProperty("scene").GetString(), blame.GetProperty("layer").GetString(), blame.GetProperty("rule").GetString()), Is.EqualTo(("a/two", "unclear", "no-rule")));
        Assert.That((blame.GetProperty("known").GetBoolean(), blame.TryGetProperty("certainty", out _), blame.TryGetProperty("turn", out _)), Is.EqualTo((false, false, false)));
        Assert.That((skipped.GetProperty("verdict").GetString(), skipped.GetProperty("message").GetString()), Is.EqualTo(("skip", "not here")));
    }

    [Test]
    public void Every_field_is_on_the_page_that_describes_them()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryFolder.Find()!.Path, "docs", "run-json.md"));
        Type[] types =
        [
            typeof(RunDocument), typeof(FingerprintDocument), typeof(HarnessDocument), typeof(HostDocument), typeof(LaneDocument), typeof(CapsetDocument),
            typeof(ProgramDocument), typeof(CountsDocument), typeof(CellDocument), typeof(BlameDocument), typeof(MetricDocument),
        ];
        var missing = types.SelectMany(type => RunJson.Default.GetTypeInfo(type)!.Properties, (type, property) => $"{type.Name}: {property.Name}")
            .Where(field => !System.Text.RegularExpressions.Regex.IsMatch(page, $"[`.]{field.Split(": ")[1]}[`.]"));
        Assert.That(missing, Is.Empty);
        foreach (var verdict in Enum.GetValues<Verdict>())
        {
            Assert.That(page, Does.Contain($"| `{verdict.Word()}` |"));
        }
    }

    [Test]
    public async Task A_document_is_read_back_as_it_was_written()
    {
        using var folder = new TemporaryFolder();
        var json = await Record(folder.Path, new FakeLane());
        var document = JsonSerializer.Deserialize(json, RunJson.Default.RunDocument)!;
        Assert.That(JsonSerializer.SerializeToUtf8Bytes(document, RunJson.Default.RunDocument), Is.EqualTo(json));
    }

    [Test]
    public void A_run_folder_leaves_no_file_but_the_document()
    {
        using var folder = new TemporaryFolder();
        var plan = RunPlan.Make(FakeScenes.Some, [new FakeLane()], new PlanRequest());
        using (var run = RunFolder.Create(Path.Combine(folder.Path, "run"), DateTimeOffset.UtcNow, plan.Cells))
        {
            var scribe = new RunScribe(run, new RunBook(plan), DateTimeOffset.UtcNow);
            scribe.WriteSoFar();
            Assert.That(File.ReadAllText(run.Document), Does.Contain("\"finished\": false").And.Contain("\"notRun\": 8"));
            scribe.Dispose();
        }

        Assert.That(Directory.GetFiles(Path.Combine(folder.Path, "run")).Select(Path.GetFileName), Is.EqualTo((string[])["run.json"]));
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_named_with_the_remedy()
        => Assert.That(
            () => RunFolder.Create("/proc/no/such/place", DateTimeOffset.UtcNow, 1),
            Throws.InstanceOf<IOException>().With.Message.Contains("/proc/no/such/place").And.Message.Contains("--out"));

    private static async Task<byte[]> Record(string path, ILane lane)
    {
        var plan = RunPlan.Make(FakeScenes.Some, [lane], new PlanRequest());
        using var folder = RunFolder.Create(path, DateTimeOffset.UtcNow, plan.Cells);
        RunScribe? scribe = null;
        var run = new Run(plan, new RunOptions { MakeLane = _ => lane, Folder = folder.Path }, new Relay(() => scribe!));
        scribe = new RunScribe(folder, run.Book, DateTimeOffset.UtcNow) { Seed = 7 };
        using (scribe)
        {
            Assert.That(await scribe.Finish(await run.Execute(), interrupted: false), Is.Null);
        }

        return await File.ReadAllBytesAsync(folder.Document);
    }

    private sealed class Relay(Func<RunScribe> scribe) : IRunListener
    {
        public void LaneStarted(string lane, LaneStack stack) => scribe().LaneStarted(lane, stack);

        public void LaneFailed(string lane, string message)
        {
        }

        public void LaneBroken(string lane, LaneFault fault)
        {
        }

        public void LaneAbsent(string lane, string message)
        {
        }

        public void CellJudged(Cell cell)
        {
        }
    }
}
