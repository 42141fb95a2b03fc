using Harness.Guests.Drivers;
using Harness.Processes;
using Harness.Qemu.Guest;
using Harness.Runs;
using Harness.Runs.Execution;
using Harness.Runs.Lanes;
using Harness.Runs.Plan;
using Harness.Scenes;
using Harness.Scenes.State;
using Harness.Tests.Guests.Drivers;
using Harness.Tests.Imaging;
using Harness.Tests.Qemu.Guest;
using NUnit.Framework;

namespace Harness.Tests.Runs;

/// <summary>Whole runs of the lane `guest` in which everything breaks that can: each fault gets its own verdict and evidence, and the run goes on.</summary>
[TestFixture, CancelAfter(900_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal sealed class GuestFaultTests : IDisposable
{
    /// <summary>In the order of the driver's source.</summary>
    private static readonly string[] FaultsOfDriver = ["panic", "agent-crashed", "agent-stopped", "player-stopped", "oops", "crash"];

    private readonly TemporaryFolder _folder = new();

    private string Package => Path.Combine(_folder.Path, "package");

    [OneTimeSetUp]
    public static void NeedImage() => RealPackages.NeedMirror();

    public void Dispose() => _folder.Dispose();

    [TestCase("panic", Verdict.GuestCrash, "GuestPanic: The guest's kernel gave up: Kernel panic - not syncing: sysrq triggered crash")]
    [TestCase("agent-crashed", Verdict.GuestCrash, "Attempted to kill init!")]
    [TestCase("agent-stopped", Verdict.Hang, "GuestHung: ")]
    [TestCase("player-stopped", Verdict.Hang, "GuestHung: The guest runs and does not get on. The player has not answered, and got nothing done for 8 s.")]
    [TestCase("oops", Verdict.GuestCrash, "GuestOops: The guest's kernel met a fault, and then its player was ended by signal 9")]
    [TestCase("crash", Verdict.DriverCrash, "was ended by signal 11.\n")]
    public async Task A_fault_within_a_guest_has_its_verdict_and_the_next_scene_a_fresh_guest(string fault, Verdict verdict, string words)
    {
        var run = await RunFaults([fault, "fine"]);
        Assert.Multiple(() =>
        {
            Expect(run, fault, verdict, words);
            ExpectFine(run, failed: 1, passed: 1);
        });
    }

    [Test]
    public async Task Every_fault_of_QEMU_under_a_guest_has_its_verdict_and_the_next_scene_a_fresh_guest()
    {
        var qemu = new TouchableQemu(_folder.Path);
        var run = await RunFaults(["fine", "qemu-killed", "qemu-paused", "fine-again"], lane => new TouchedLane(lane, scene =>
        {
            if (scene == "fault/qemu-killed")
            {
                qemu.Signal(ProcessSignals.Segv);
            }
            else if (scene == "fault/qemu-paused")
            {
                using var monitor = qemu.OpenMonitor();
                monitor.Execute("stop");
            }
        }), qemu.Program);
        Assert.Multiple(() =>
        {
            Expect(run, "qemu-killed", Verdict.HostCrash, "QemuCrashed: QEMU was killed by SIGSEGV", again: "passed");
            Expect(run, "qemu-paused", Verdict.HostCrash, "QemuPaused: ", again: "passed");
            ExpectFine(run, failed: 2, passed: 2);
        });
    }

    [Test]
    public async Task A_guest_that_does_not_boot_three_times_is_the_reason_for_all_scenes_that_are_left()
    {
        var bundle = Directory.CreateDirectory(Path.Combine(Package, "kernel")).FullName;
        Directory.CreateDirectory(Path.Combine(bundle, "modules"));
        new BareKernel().Say("[    0.000000] Linux version 1 of a test\n").Count(1_000_000_000).Say("[    1.000000] Kernel panic - not syncing: no working init found\n").Reset().WriteTo(Path.Combine(bundle, "vmlinux"));
        await File.WriteAllTextAsync(Path.Combine(bundle, "release"), "1\n");
        await File.WriteAllTextAsync(Path.Combine(bundle, "load"), string.Empty);
        WriteManifest("kind = \"kernel\"\n[kernel]\nbundle = \"kernel\"\n");
        var run = await Run([.. Enumerable.Range(1, 6).Select(i => Cleared($"scene-{i}", Colour.White))]);
        Assert.That(run.Cells.Select(cell => cell.Verdict), Is.All.EqualTo(Verdict.GuestCrash), run.Cells[0].Message);
        Assert.That(run.Cells.Take(3).Select(cell => cell.Message), Is.All.StartsWith("The guest did not come up. GuestPanic: The guest's kernel gave up: Kernel panic - not syncing: no working init found"));
        Assert.That(run.Cells.Take(3).Select(cell => cell.Artifacts.Select(Path.GetFileName)), Is.All.SupersetOf((string[])["qemu-command.txt", "console.txt"]));
        Assert.That(run.Cells.Skip(3).Select(cell => cell.Message), Is.All.StartsWith("The host stack did not come up 3 times in a row. The guest did not come up. GuestPanic: "));
        Assert.That(run.ExitCode, Is.EqualTo(1), "it is what is under test that is broken, and no lane that may be missing");
    }

    [Test]
    public async Task A_library_that_does_not_load_is_a_failed_deployment_that_names_what_it_needs()
    {
        var tree = Directory.CreateDirectory(Path.Combine(Package, "tree", "lib")).FullName;
        var missing = Path.Combine(_folder.Path, "libabsent.so.7");
        await Compile("int absent(void) { return 7; }", missing, "-Wl,-soname,libabsent.so.7");
        await Compile("int absent(void); int needs(void) { return absent(); }", Path.Combine(tree, "libEGL_mesa.so.0"), missing);
        WriteManifest("kind = \"user-space\"\n[user-space]\ntree = \"tree\"\n[environment]\nLD_LIBRARY_PATH = \"${driver}/lib\"\n[proof]\nrenderer = \"^virgl\"\n");
        await ExpectUndeployed("needs libabsent.so.7, which is neither in the package nor in the image");
    }

    [Test]
    public async Task A_module_that_the_kernel_refuses_is_a_failed_deployment_with_the_kernels_words()
    {
        var release = RealPackages.Image(CancellationToken.None).Kernel.Release;
        await BuiltModule.Make(Path.Combine(Package, "virtio_gpu.ko"), release);
        WriteManifest("kind = \"kernel\"\n[[module]]\nfile = \"virtio_gpu.ko\"\n");
        await ExpectUndeployed("The guest's kernel does not take the modules of broken 1. Module virtio_gpu.ko could not be loaded: Exec format error");
    }

    [TestCase("kind = \"kernel\"\n[[module]]\nfile = \"old.ko\"\n", "old.ko was built for kernel 5.0.0")]
    [TestCase("kind = \"user-space\"\n[user-space]\ntree = \"nowhere\"\n[environment]\nA = \"b\"\n[proof]\nrenderer = \"^virgl\"\n", "nowhere")]
    public async Task A_package_that_cannot_be_deployed_boots_nothing(string manifest, string words)
    {
        await BuiltModule.Make(Path.Combine(Package, "old.ko"), "5.0.0");
        WriteManifest(manifest);
        var run = await ExpectUndeployed(words, booted: false);
        Assert.That(run.Stacks, Is.Empty);
    }

    [Test]
    public void An_image_that_cannot_be_built_is_named_with_its_recipe_and_line_and_its_lane_does_not_come_up()
    {
        var recipe = Path.Combine(_folder.Path, "odd.toml");
        File.WriteAllText(recipe, "description = \"Odd\"\n[archive]\nsuites = [\"bookworm\"]\n[kernel]\npackage = \"linux-image-amd64\"\n[root]\npackages = [\"no-such-driver\"]\n");
        using var lane = new GuestGlLane(new GuestLaneOptions(new GuestSource(new GuestSourceOptions { Image = "odd", Recipes = _folder.Path, Scanout = false })));
        var failure = Assert.Throws<LaneUnavailableException>(() => lane.Start())!;
        Assert.That(failure.Message, Does.StartWith($"{recipe}:7: There is no package 'no-such-driver' in bookworm"));
        Assert.That(failure.Fault.Verdict, Is.EqualTo(Verdict.HarnessError));
    }

    /// <summary>Runs scenes of these names with the fatal driver; the colours of those that are not QEMU's ask it for its faults, one after the other.</summary>
    private Task<RunOutcome> RunFaults(string[] names, Func<ILane, ILane>? wrap = null, string? qemu = null)
    {
        BrokenDriver.Make(BrokenDriver.Fatal, Package);
        return Run([.. names.Select(name => Cleared(name, Array.IndexOf(FaultsOfDriver, name) is >= 0 and var i ? new Colour((i + 1) / 16f, 0, 0) : Colour.White))], wrap, qemu);
    }

    private void Expect(RunOutcome run, string name, Verdict verdict, string words, string? again = null)
    {
        var cell = run.Cells.Single(cell => cell.Name.Scene == $"fault/{name}");
        Assert.That(cell.Verdict, Is.EqualTo(verdict), $"{name}: {cell.Message}");
        Assert.That(cell.Message, Does.Contain(words));
        Assert.That(cell.Message, Does.Contain($"Played once more on a fresh stack, it {again ?? $"ended as {verdict.Word()}"}"));
        Assert.That(cell.Artifacts.Select(Path.GetFileName), Is.SupersetOf((string[])["stream.txt", "qemu-command.txt", "console.txt"]));
        var folder = Path.Combine(_folder.Path, "run", Path.GetDirectoryName(cell.Artifacts[0])!);
        Assert.That(File.ReadAllText(Path.Combine(folder, "console.txt")), Does.Contain("Linux version "));
        Assert.That(File.ReadAllText(Path.Combine(folder, "qemu-command.txt")), Does.Contain("virtio-gpu-gl-pci"));
    }

    private static void ExpectFine(RunOutcome run, int failed, int passed)
    {
        Assert.That(run.Cells.Where(cell => cell.Name.Scene.StartsWith("fault/fine", StringComparison.Ordinal)).Select(cell => (cell.Verdict, cell.Message)), Is.All.EqualTo((Verdict.Pass, (string?)null)));
        Assert.That((run.ExitCode, run.Ledger.Failed, run.Ledger.Passed, run.Ledger.NotRun), Is.EqualTo((1, failed, passed, 0)), "a replay never turns a failure into a pass");
    }

    private async Task<RunOutcome> ExpectUndeployed(string words, bool booted = true)
    {
        var run = await Run([Cleared("one", Colour.White), Cleared("two", Colour.White)]);
        Assert.That(run.Cells.Select(cell => cell.Verdict), Is.All.EqualTo(Verdict.DeployFailed), run.Cells[0].Message);
        Assert.That(run.Cells.Select(cell => cell.Message), Is.All.Contains(words));
        Assert.That(run.Cells[0].Artifacts.Select(Path.GetFileName).Contains("console.txt"), Is.EqualTo(booted));
        Assert.That(run.ExitCode, Is.EqualTo(1));
        return run;
    }

    private static Scene Cleared(string name, Colour colour) => new SceneBuilder($"fault/{name}", "A clear clears.", "GL 4.5 section 17.4.3", 8, 8).Clear(colour).Build();

    private void WriteManifest(string tables)
    {
        Directory.CreateDirectory(Package);
        File.WriteAllText(Path.Combine(Package, DriverPackage.ManifestName), $"name = \"broken\"\nversion = \"1\"\nguest = \"linux\"\n{tables}");
    }

    private async Task Compile(string source, string output, string argument)
    {
        var file = Path.Combine(_folder.Path, "source.c");
        await File.WriteAllTextAsync(file, source);
        await CliWrap.Cli.Wrap("gcc").WithArguments(["-shared", "-fPIC", "-o", output, file, argument]).ExecuteAsync();
    }

    private async Task<RunOutcome> Run(Scene[] scenes, Func<ILane, ILane>? wrap = null, string? qemu = null)
    {
        // A lane that may be absent: nothing of what happens here is a reason for a skip.
        ILane Make() => new GuestGlLane(new GuestLaneOptions(new GuestSource(new GuestSourceOptions
        {
            Image = "bookworm",
            Driver = Package,
            Scanout = false,
            Qemu = qemu,
            Limits = new GuestLimits { Slowdown = 5, Progress = TimeSpan.FromSeconds(1.6) },
        })));
        using var model = Make();
        var plan = RunPlan.Make(scenes, [model], new PlanRequest { Observers = ["readback"] });
        var outcome = await new Run(plan, new RunOptions { MakeLane = _ => wrap is null ? Make() : wrap(Make()), MayBeAbsent = _ => true, Folder = Path.Combine(_folder.Path, "run") }).Execute();
        foreach (var cell in outcome.Cells)
        {
            TestContext.Out.WriteLine($"{cell.Name}: {cell.Verdict.Word()}, {cell.Milliseconds:0} ms: {cell.Message?.Split('\n')[0]} ... {cell.Message?.Split('\n')[^1]}");
        }

        return outcome;
    }

    /// <summary>The lane, and something that happens to it just before a scene is played.</summary>
    private sealed class TouchedLane(ILane lane, Action<string> touch) : ILane
    {
        public string Name => lane.Name;

        public IReadOnlyList<Observer> Observers => lane.Observers;

        public string? WhyNot(Scene scene, Observer observer) => lane.WhyNot(scene, observer);

        public LaneStack Start() => lane.Start();

        public ScenePlay Play(Scene scene, IReadOnlyList<Observer> observers)
        {
            touch(scene.Name);
            return lane.Play(scene, observers);
        }

        public void Abort() => lane.Abort();

        public void Dispose() => lane.Dispose();
    }
}
