using System.Diagnostics;
using System.Text.Json;
using CsCheck;
using Harness.Runs.Records;
using Harness.Store;
using Harness.Store.Databases;
using NUnit.Framework;

namespace Harness.Tests.Store;

/// <summary>The same for every database: what is stored comes back, whoever else writes, is killed, or has written with an older program.</summary>
[TestFixture(StoreKind.Sqlite), TestFixture(StoreKind.Postgres), CancelAfter(120_000)]
internal sealed class RunStoreTests(StoreKind kind)
{
    private StorePlace _place = null!;

    [SetUp]
    public void SetUp() => _place = new StorePlace(kind);

    [TearDown]
    public void TearDown() => _place.Dispose();

    [Test]
    public void Runs_come_back_as_they_were_stored()
    {
        using var store = RunStore.Open(_place.Address);
        var ids = 0;
        RunGenerator.Any.Sample(
            run =>
            {
                var named = run with { Id = $"{ids++}" };
                Assert.That(store.Save(named));
                Assert.That(Json(store.Read(named.Id)!), Is.EqualTo(Json(named)));
            },
            iter: 50, threads: 1);
        Assert.That(store.Runs(), Has.Count.EqualTo(ids));
    }

    [Test]
    public void A_run_is_stored_once_and_stays_as_it_was()
    {
        using var store = RunStore.Open(_place.Address);
        Assert.That(store.Save(SampleRuns.Run("one")));
        Assert.That(store.Save(SampleRuns.Run("one", cells: 5)), Is.False);
        Assert.That(store.Read("one")!.Cells, Has.Count.EqualTo(3));
        Assert.That(store.Read("none"), Is.Null);
        var status = store.Status();
        Assert.That((status.Schema, status.Runs, status.Cells, status.Samples, status.Oldest), Is.EqualTo((Migrations.Newest, 1L, 3L, 0L, (DateTimeOffset?)SampleRuns.FirstNight)));
        Assert.That(status.Bytes, Is.Positive);
    }

    [Test]
    public void Writers_at_the_same_time_lose_nothing_also_where_there_is_no_store_yet()
    {
        const int Writers = 4, Runs = 8;
        Parallel.For(0, Writers, new ParallelOptions { MaxDegreeOfParallelism = Writers }, writer =>
        {
            for (var i = 0; i < Runs; i++)
            {
                using var store = RunStore.Open(_place.Address);
                Assert.That(store.Save(SampleRuns.Run($"{writer}-{i}", 50 + writer, SampleRuns.Metric("m", writer, i))));
            }
        });
        using var all = RunStore.Open(_place.Address);
        Assert.That(all.Status(), Has.Property("Runs").EqualTo(Writers * Runs).And.Property("Samples").EqualTo(2 * Writers * Runs));
        Assert.That(all.Histories("m").Single().Runs.Select(run => $"{run.Samples[0]}-{run.Samples[1]}"), Is.EquivalentTo(all.Runs().Select(run => run.Id)));
    }

    [Test]
    public void A_writer_that_is_killed_leaves_whole_runs_and_no_lock()
    {
        var stored = new List<string>();
        using (var writer = Process.Start(new ProcessStartInfo("dotnet", [typeof(RunStoreTests).Assembly.Location, StoringProgram.Verb, _place.Text]) { RedirectStandardOutput = true })!)
        {
            while (stored.Count < 3)
            {
                stored.Add(writer.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The writer ended by itself."));
            }

            // In the middle of the next one: a run takes it milliseconds, and it does nothing else.
            writer.Kill();
            writer.WaitForExit();
        }

        using var store = RunStore.Open(_place.Address);
        Assert.That(store.Save(SampleRuns.Run("after")));
        var runs = store.Runs().Select(run => run.Id).Where(id => id != "after").ToArray();
        Assert.That(runs, Is.SupersetOf(stored));
        Assert.That(runs.Select(id => store.Read(id)), Has.All.Matches<RunDocument?>(run => run!.Cells.Count == StoringProgram.Cells && run.Metrics!.Single().Samples.Count == 3));
        Assert.That(store.Status().Cells, Is.EqualTo((runs.Length * StoringProgram.Cells) + 3));
    }

    [Test]
    public void A_store_of_an_older_version_keeps_its_runs_and_takes_new_ones()
    {
        var run = SampleRuns.Run("old");
        using (var connection = _place.Connect())
        {
            Migrations.Apply(_place.Address.Database, connection, upTo: 1);
            new RunWriter(connection).Write(run);
        }

        using var store = RunStore.Open(_place.Address);
        Assert.That(Json(store.Read("old")!), Is.EqualTo(Json(run)));
        Assert.That(store.Save(SampleRuns.Run("new", 1, SampleRuns.Metric("m", 1))));
        Assert.That(store.Status().Schema, Is.EqualTo(Migrations.Newest));
    }

    [Test]
    public void A_store_of_a_newer_version_is_refused_and_left_alone()
    {
        using var connection = _place.Connect();
        Migrations.Apply(_place.Address.Database, connection, Migrations.Newest);
        connection.Execute("INSERT INTO migrations (version) VALUES (99)");
        Assert.That(() => RunStore.Open(_place.Address), Throws.InstanceOf<StoreException>().With.Message.Contains("version 99").And.Message.Contains("newer harness"));
    }

    [Test]
    public async Task What_is_exported_is_imported_once()
    {
        using var store = RunStore.Open(_place.Address);
        for (var i = 0; i < 3; i++)
        {
            store.Save(SampleRuns.Run($"{i}", 5, SampleRuns.Metric("m", i, 0.1)));
        }

        using var lines = Exported(store);
        using var other = new StorePlace(kind == StoreKind.Sqlite ? StoreKind.Postgres : StoreKind.Sqlite);
        using var copy = RunStore.Open(other.Address);
        Assert.That(await JsonLines.Import(copy, lines), Is.EqualTo((3, 0)));
        Assert.That(Exported(copy).ToArray(), Is.EqualTo(lines.ToArray()));
        lines.Position = 0;
        Assert.That(await JsonLines.Import(copy, lines), Is.EqualTo((0, 3)));

        // A run.json is a line with line breaks in it.
        using var file = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(SampleRuns.Run("file"), RunJson.Default.RunDocument));
        Assert.That(await JsonLines.Import(copy, file), Is.EqualTo((1, 0)));
    }

    [TestCase("{\"no\": \"run\"}")]
    [TestCase("{\"format\": ")]
    [TestCase("{")]
    [TestCase("")]
    public void A_broken_line_is_named_and_those_before_it_are_kept(string broken)
    {
        using var store = RunStore.Open(_place.Address);
        var good = JsonSerializer.Serialize(SampleRuns.Run("good"), RunJson.Line.RunDocument);
        using var lines = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"{good}\n{broken}\n{good}\n"));
        Assert.That(() => JsonLines.Import(store, lines), Throws.InstanceOf<InvalidDataException>().With.Message.StartsWith("Line 2 is no run").And.Message.EndsWith("The runs before it are stored."));
        Assert.That(store.Runs().Single().Id, Is.EqualTo("good"));
    }

    [Test]
    public void Histories_are_those_of_a_label_in_the_order_of_time_with_their_environments()
    {
        using var store = RunStore.Open(_place.Address);
        foreach (var (night, renderer) in (ReadOnlySpan<(int, string)>)[(3, "new"), (1, "old"), (2, "old")])
        {
            store.Save(SampleRuns.Run($"night {night}", 1, SampleRuns.Metric("m", night, night + 0.5), SampleRuns.Metric("other", 1)) with
            {
                Label = "nightly", Revision = $"commit-{night}", Started = SampleRuns.FirstNight.AddDays(night), Fingerprint = SampleRuns.Fingerprint(renderer, load: night),
            });
        }

        store.Save(SampleRuns.Run("by hand", 1, SampleRuns.Metric("m", 77)));
        var history = store.Histories("m", new RunFilter { Label = "nightly" }).Single();
        Assert.That(history.Metric, Is.EqualTo(new StoredMetric("m", "vtest", "MiB/s", "throughput", "higher")));
        Assert.That(history.Runs.Select(run => run.Run.Revision), Is.EqualTo((string[])["commit-1", "commit-2", "commit-3"]));
        Assert.That(history.Runs.SelectMany(run => run.Samples), Is.EqualTo((double[])[1, 1.5, 2, 2.5, 3, 3.5]));
        Assert.That(history.Runs[0].Environment, Is.EqualTo(history.Runs[1].Environment).And.Not.EqualTo(history.Runs[2].Environment).And.Not.Empty);

        var overview = store.Overview(new RunFilter { Label = "nightly" });
        Assert.That(overview.Select(found => found.Metric.Name), Is.EqualTo((string[])["m", "other"]));
        Assert.That(overview[0].Runs.Select(run => (run.Run.Id, run.Median, run.Samples.Count)), Is.EqualTo(((string, double, int)[])[("night 1", 1.25, 0), ("night 2", 2.25, 0), ("night 3", 3.25, 0)]));
        Assert.That(store.Runs(new RunFilter { Since = SampleRuns.FirstNight.AddDays(2) }).Select(run => run.Id), Is.EqualTo((string[])["night 2", "night 3"]));
    }

    [Test]
    public void A_store_that_cannot_be_written_is_told_with_the_file_that_the_run_is_in()
    {
        var address = kind == StoreKind.Sqlite ? _place.Folder : $"{_place.Text};Options=-c default_transaction_read_only=on";
        var told = RunKeeping.Keep(StoreAddress.Parse(address), SampleRuns.Run("one"), "runs/x/run.json");
        Assert.That(told, Does.Contain(kind == StoreKind.Sqlite ? _place.Folder : "read-only").And.Contain("`harness store import runs/x/run.json`"));
        Assert.That(RunKeeping.Keep(_place.Address, SampleRuns.Run("one"), "runs/x/run.json"), Is.Null);
    }

    /// <summary>What the pages of a dashboard ask for, over 365 nights of 400 metrics with 5 launches. Takes a minute, most of it to fill the store.</summary>
    [Test, Explicit("measures"), CancelAfter(900_000)]
    public void A_year_of_nights_answers_within_a_second()
    {
        using (var store = RunStore.Open(_place.Address))
        {
            var filled = Stopwatch.StartNew();
            var random = new Random(1);
            for (var night = 0; night < 365; night++)
            {
                store.Save(SampleRuns.Run($"night-{night:000}", 100, [.. Enumerable.Range(0, 400).Select(metric =>
                    SampleRuns.Metric($"metric.{metric}", [.. Enumerable.Range(0, 5).Select(_ => 100 + random.NextDouble())]))]) with
                {
                    Label = "nightly", Revision = $"{night}", Started = SampleRuns.FirstNight.AddDays(night),
                });
            }

            TestContext.Out.WriteLine($"{kind}: filled in {filled.Elapsed.TotalSeconds:F1} s, {store.Status().Bytes >> 20} MiB");
        }

        // Each page is a program of its own: the store is opened anew. The second time counts, when the program is compiled and the files are in memory.
        var nightly = new RunFilter { Label = "nightly" };
        foreach (var round in (string[])["first", "second"])
        {
            var took = new[]
            {
                ("runs", Page(store => store.Runs(nightly).Count), 365),
                ("one metric", Page(store => store.Histories("metric.7", nightly).Sum(history => history.Runs.Sum(run => run.Samples.Count))), 365 * 5),
                ("all metrics", Page(store => store.Overview(nightly).Sum(history => history.Runs.Count(run => run.Median >= 100))), 365 * 400),
                ("one run", Page(store => store.Read("night-200")!.Metrics!.Sum(metric => metric.Samples.Count)), 400 * 5),
            };
            foreach (var (page, (count, time, used), expected) in took)
            {
                TestContext.Out.WriteLine($"{kind}, {round}: {page}: {time.TotalMilliseconds:F0} ms, of which this program computed {used.TotalMilliseconds:F0} ms");
                Assert.That(count, Is.EqualTo(expected), page);
                Assert.That(round == "first" || time < TimeSpan.FromSeconds(1), $"{page} took {time.TotalMilliseconds:F0} ms");
            }
        }

        (int Count, TimeSpan Time, TimeSpan Used) Page(Func<RunStore, int> ask)
        {
            var (clock, used) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            using var store = RunStore.Open(_place.Address);
            return (ask(store), clock.Elapsed, Environment.CpuUsage.TotalTime - used);
        }
    }

    private static MemoryStream Exported(RunStore store)
    {
        var lines = new MemoryStream();
        JsonLines.Export(store, lines);
        lines.Position = 0;
        return lines;
    }

    private static string Json(RunDocument run) => JsonSerializer.Serialize(run, RunJson.Default.RunDocument);
}
