namespace Harness.VirtioGpu.Queues;

/// <summary>How a queue learns that the device has given something back.</summary>
public enum CompletionSignal
{
    /// <summary>By looking at the used ring for a while, then by interrupt: the shortest way for a caller that waits.</summary>
    LookThenInterrupt,

    /// <summary>By interrupt only, as drivers of operating systems do. Nothing is ever asked twice: what happens depends on no clock.</summary>
    Interrupt,
}
