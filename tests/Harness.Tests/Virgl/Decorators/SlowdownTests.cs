using Harness.Virgl;
using Harness.Virgl.Decorators;
using Harness.Virgl.Mutants.Slow;
using NUnit.Framework;

namespace Harness.Tests.Virgl.Decorators;

/// <summary>Planted slowdowns cost time: what the device is asked stays the same.</summary>
[TestFixture]
internal sealed class SlowdownTests
{
    private static IEnumerable<string> Names => SlowdownCatalogue.All.Select(slowdown => slowdown.Name);

    [TestCaseSource(nameof(Names))]
    public void A_slowdown_hands_on_the_same_calls_and_only_a_missing_batch_waits_more_often(string name)
    {
        var (plain, slow) = (Calls(connection => connection), Calls(SlowdownCatalogue.All.Single(slowdown => slowdown.Name == name).Wrap));
        Assert.That(WithoutWaits(slow), Is.EqualTo(WithoutWaits(plain)));
        Assert.That(Waits(slow), Is.EqualTo(name == "batch-missing" ? 5 : 1), "once, or once for each of four commands besides");
        Assert.That(Waits(plain), Is.EqualTo(1));
    }

    private static int Waits(string[] calls) => calls.Count(call => call.StartsWith("wait", StringComparison.Ordinal));

    private static string[] WithoutWaits(string[] calls) => [.. calls.Where(call => !call.StartsWith("wait", StringComparison.Ordinal))];

    private static string[] Calls(Func<IVirglConnection, IVirglConnection> wrap)
    {
        var recorder = new RecordingConnection(new OfflineConnection(ConnectionFeatures.ManyContexts, new Capset(2, 2, ReadOnlyMemory<byte>.Empty)));
        var recording = recorder.Begin();
        using var connection = wrap(recorder);
        var context = connection.CreateContext("lab");
        var buffer = connection.CreateResource(ResourceDescription.ForBuffer(4096, VirglBind.VertexBuffer));
        connection.Attach(context, buffer);
        var transfer = new Transfer(new Box(0, 0, 0, 4096, 1, 1), 0, 0);
        connection.TransferToHost(context, buffer, transfer);
        connection.TransferFromHost(context, buffer, transfer);
        var stream = new CommandStream();
        new VirglEncoder(stream).Nop();
        connection.Submit(context, stream.Words);
        connection.Submit(context, stream.Words);
        connection.Finish(context);
        return recording.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
