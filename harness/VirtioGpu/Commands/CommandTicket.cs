namespace Harness.VirtioGpu.Commands;

/// <summary>Names one command that was handed to a queue, for waiting on it.</summary>
public readonly record struct CommandTicket(int Slot, ulong Sequence);
