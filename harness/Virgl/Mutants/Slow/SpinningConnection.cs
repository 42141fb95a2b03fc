using System.Diagnostics;

namespace Harness.Virgl.Mutants.Slow;

/// <summary>Spends a share more of the time that handing over and waiting takes: each wait ends that much later.</summary>
/// <param name="inner">The connection that does the work.</param>
/// <param name="share">Of the time since the last wait that was spent in the connection; 0.1 for ten percent more.</param>
internal sealed class SpinningConnection(IVirglConnection inner, double share) : SlowConnection(inner)
{
    private long _spent;

    public override void TransferToHost(uint context, GuestResource resource, in Transfer transfer)
    {
        var began = Stopwatch.GetTimestamp();
        base.TransferToHost(context, resource, transfer);
        _spent += Stopwatch.GetTimestamp() - began;
    }

    public override void TransferFromHost(uint context, GuestResource resource, in Transfer transfer)
    {
        var began = Stopwatch.GetTimestamp();
        base.TransferFromHost(context, resource, transfer);
        _spent += Stopwatch.GetTimestamp() - began;
    }

    public override void Submit(uint context, ReadOnlySpan<uint> stream)
    {
        var began = Stopwatch.GetTimestamp();
        base.Submit(context, stream);
        _spent += Stopwatch.GetTimestamp() - began;
    }

    public override void Finish(uint context)
    {
        var began = Stopwatch.GetTimestamp();
        base.Finish(context);
        var now = Stopwatch.GetTimestamp();
        var until = now + (long)((_spent + now - began) * share);
        _spent = 0;
        while (Stopwatch.GetTimestamp() < until)
        {
            Thread.SpinWait(1);
        }
    }
}
