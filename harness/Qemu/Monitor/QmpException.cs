namespace Harness.Qemu.Monitor;

/// <summary>The monitor did not do what it was asked.</summary>
public sealed class QmpException(string message, Exception? inner = null) : Exception(message, inner);
