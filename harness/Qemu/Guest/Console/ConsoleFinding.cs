namespace Harness.Qemu.Guest.Console;

/// <summary>What a message of the guest's kernel means for the machine, worst last.</summary>
public enum ConsoleFindingKind
{
    /// <summary>A user program was killed by a fault of its own; the kernel is well.</summary>
    ProgramFault,

    /// <summary>The graphics driver reports an error of its device.</summary>
    DeviceError,

    /// <summary>The guest ran out of memory and killed a program.</summary>
    OutOfMemory,

    /// <summary>The kernel warns of a mistake in itself.</summary>
    Warning,

    /// <summary>A task or a processor does not get on.</summary>
    Stall,

    /// <summary>The kernel met a fault in itself and goes on with what is left.</summary>
    Oops,

    /// <summary>The kernel has given up.</summary>
    Panic,
}

/// <summary>A line of the console that tells of something wrong.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Line">The line, without colours and carriage returns.</param>
/// <param name="Number">Which line of the console it is; the first is 0.</param>
public sealed record ConsoleFinding(ConsoleFindingKind Kind, string Line, int Number)
{
    /// <summary>The message without its time stamp.</summary>
    public string Message => KernelMessages.WithoutStamp(Line);
}
