using System.Diagnostics;
using Harness.Tests.Processes;
using Harness.Virgl;
using Harness.Virgl.Vtest;
using NUnit.Framework;

namespace Harness.Tests.Virgl.Vtest;

/// <summary>Each way a renderer can fail, met on purpose: named for what it is, and the next context works.</summary>
internal sealed class VtestFaultTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private VtestServer _server = null!;
    private VtestConnection _connection = null!;

    [SetUp]
    public void Start()
    {
        _server = VtestServer.Start();
        _connection = _server.Connect();
    }

    [TearDown]
    public void Stop()
    {
        _connection?.Dispose();
        _server?.Dispose();
    }

    [TestCaseSource(typeof(BadStreams), nameof(BadStreams.All))]
    [CancelAfter(60_000)]
    public void A_bad_stream_loses_its_context_in_the_renderers_words(string? words, Action<Target> write)
    {
        var target = new Target(_connection);
        target.SetUp();
        target.Submit();
        _connection.Finish(target.Context);
        write(target);
        target.Submit();

        var lost = Assert.Throws<DeviceException>(() => _connection.Finish(target.Context))!;

        Assert.That(lost.Fault, Is.EqualTo(DeviceFault.ContextLost), lost.Message);
        Assert.That(lost.Message, Does.Contain(words ?? "COMMAND_DISPATCH"));
        Assert.That(
            () => _connection.Submit(target.Context, [0]),
            Throws.TypeOf<DeviceException>().With.Message.Contains("was lost before").And.Property(nameof(DeviceException.Fault)).EqualTo(DeviceFault.ContextLost));
        Assert.That(() => target.Color.Backing.Length, Throws.InvalidOperationException.With.Message.Contains(words ?? "COMMAND_DISPATCH"));
        _connection.DestroyContext(target.Context);
        Target.AssertDraws(_connection);
    }

    [TestCaseSource(typeof(BadStreams), nameof(BadStreams.All))]
    [CancelAfter(60_000)]
    public void A_strangers_server_loses_contexts_as_visibly(string? words, Action<Target> write)
    {
        _connection.Dispose();
        using var connection = new VtestConnection(_server.SocketPath);
        var target = new Target(connection);
        target.SetUp();
        target.Submit();
        connection.Finish(target.Context);
        write(target);
        target.Submit();

        var lost = Assert.Throws<DeviceException>(() => connection.Finish(target.Context))!;

        Assert.That(lost.Fault, Is.EqualTo(DeviceFault.ContextLost), words);
        Target.AssertDraws(connection);
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_remark_of_the_renderer_is_kept_and_loses_nothing()
    {
        var target = new Target(_connection);
        target.SetUp();
        target.Encoder.CreateRasterizer(20, RasterizerState.Standard with { FillFront = PolygonMode.Line });
        target.Encoder.BindObject(ObjectType.Rasterizer, 20);
        target.WriteVertices((0, 0, 1, 0, 0), (64, 0, 1, 0, 0), (0, 64, 1, 0, 0));
        target.Encoder.Draw(PipePrimitive.Triangles, 0, 3);

        target.SubmitAndRead();

        Assert.That(_connection.TakeRemarks(), Does.Contain("core profile violation"));
        Assert.That(_connection.TakeRemarks(), Is.Empty);
        _connection.Finish(target.Context);
    }

    [TestCase("KILL", "was killed by SIGKILL")]
    [TestCase("ABRT", "was killed by SIGABRT")]
    [TestCase("SEGV", "exited with code 1", Description = "The server's own handler turns a segmentation fault into this.")]
    [CancelAfter(60_000)]
    public void A_server_that_dies_is_a_crash_that_says_how_and_the_next_context_gets_a_new_server(string signal, string how)
    {
        var target = new Target(_connection);
        var first = _server.Process.Id;

        OtherProcess.Signal(first, signal);
        var crash = Assert.Throws<DeviceException>(() => _connection.Finish(target.Context))!;

        Assert.That(crash.Fault, Is.EqualTo(DeviceFault.HostCrash), crash.Message);
        Assert.That(crash.Message, Does.Contain(how));
        Target.AssertDraws(_connection);
        Assert.That(_server.Process.Id, Is.Not.EqualTo(first));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_server_that_died_between_two_contexts_is_reported_before_it_is_replaced()
    {
        _connection.DestroyContext(_connection.CreateContext("first"));

        OtherProcess.Signal(_server.Process.Id, "ABRT");
        Assert.That(_server.Process.WaitForExit(Deadline)?.Signal, Is.EqualTo(6));

        var crash = Assert.Throws<DeviceException>(() => _connection.CreateContext("second"))!;
        Assert.That(crash.Fault, Is.EqualTo(DeviceFault.HostCrash));
        Assert.That(crash.Message, Does.Contain("SIGABRT"));
        Target.AssertDraws(_connection);
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_strangers_server_that_dies_is_a_crash()
    {
        _connection.Dispose();
        using var connection = new VtestConnection(_server.SocketPath);
        var context = connection.CreateContext("doomed");

        OtherProcess.Signal(_server.Process.Id, "KILL");

        Assert.That(
            () => connection.Finish(context),
            Throws.TypeOf<DeviceException>().With.Property(nameof(DeviceException.Fault)).EqualTo(DeviceFault.HostCrash));
        Assert.That(
            () => connection.CreateContext("next"),
            Throws.TypeOf<DeviceException>().With.Property(nameof(DeviceException.Fault)).EqualTo(DeviceFault.HostCrash));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_server_that_stands_still_hangs_the_caller_no_longer_than_the_deadline()
    {
        _connection.Dispose();
        using var connection = _server.Connect(new VtestConnectionOptions { Deadline = TimeSpan.FromSeconds(2.5) });
        var context = connection.CreateContext("stuck");
        connection.Finish(context);

        OtherProcess.Signal(_server.Process.Id, "STOP");
        var since = Stopwatch.StartNew();
        var hang = Assert.Throws<DeviceException>(() => connection.Finish(context))!;

        Assert.That(hang.Fault, Is.EqualTo(DeviceFault.Hang));
        Assert.That(hang.Message, Does.Contain("2.5 s"));
        Assert.That(since.Elapsed, Is.InRange(TimeSpan.FromSeconds(2.4), TimeSpan.FromSeconds(12)));
        Target.AssertDraws(connection);
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_client_process_that_crashes_under_a_forking_server_is_a_crash_and_a_refusal_is_not()
    {
        using var server = VtestServer.Start(new VtestServerOptions { ForkPerClient = true });
        using var connection = server.Connect();
        var context = connection.CreateContext("first");
        var serving = int.Parse(File.ReadAllText($"/proc/{server.Process.Id}/task/{server.Process.Id}/children").Trim());

        OtherProcess.Signal(serving, "SEGV");
        Assert.That(
            () => connection.Finish(context),
            Throws.TypeOf<DeviceException>().With.Property(nameof(DeviceException.Fault)).EqualTo(DeviceFault.HostCrash));

        context = connection.CreateContext("second");
        connection.Submit(context, [200]);
        Assert.That(
            () => connection.Finish(context),
            Throws.TypeOf<DeviceException>().With.Property(nameof(DeviceException.Fault)).EqualTo(DeviceFault.ContextLost));
        Target.AssertDraws(connection);
    }
}
