namespace Harness.Qemu.Launch;

/// <summary>QEMU, or something it needs, is not there or not fit. The message names the cause and the remedy.</summary>
public sealed class QemuUnavailableException(string cause, string remedy, Exception? inner = null) : Exception($"{cause} {remedy}", inner)
{
    /// <summary>What is wrong.</summary>
    public string Cause { get; } = cause;

    /// <summary>What to do about it.</summary>
    public string Remedy { get; } = remedy;
}
