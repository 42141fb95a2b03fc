using Harness.Virgl.Commands;

namespace Harness.Virgl;

/// <summary>
/// Writes VirGL commands into a <see cref="CommandStream"/>: one method per command of PROTOCOL section 2. Nothing is allocated per command.
/// The layouts are those of the records in <see cref="Commands"/>, so what is encoded here decodes to them.
/// </summary>
/// <remarks>
/// Handles are the caller's numbers, never 0, one name space for all object types of a sub-context; handle 0 unbinds.
/// Arguments are checked only where a value does not fit its field (<see cref="ArgumentOutOfRangeException"/>): wrong streams are wanted too.
/// </remarks>
public readonly partial struct VirglEncoder(CommandStream stream)
{
    /// <summary>Where the commands go.</summary>
    public CommandStream Stream { get; } = stream;

    /// <summary>Appends any command record.</summary>
    public void Write<T>(in T command) where T : struct, IVirglCommand => command.Encode(Stream);

    public void Nop(int payload = 0) => Stream.Begin(CommandId.Nop, payload).Clear();

    public void SetSubContext(uint subContext) => Write(new SetSubContext(subContext));

    public void CreateSubContext(uint subContext) => Write(new CreateSubContext(subContext));

    public void DestroySubContext(uint subContext) => Write(new DestroySubContext(subContext));

    public void SetTweaks(uint tweak, uint value) => Write(new SetTweaks(tweak, value));

    public void SetDebugFlags(ReadOnlySpan<char> flags) => Commands.SetDebugFlags.Write(Stream, flags);

    public void SendStringMarker(ReadOnlySpan<char> text) => Commands.SendStringMarker.Write(Stream, text);

    public void GetMemoryInfo(uint resource) => Write(new GetMemoryInfo(resource));

    public void PipeResourceCreate(in PipeResourceCreate command) => Write(command);

    public void PipeResourceSetType(in PipeResourceSetType command) => Write(command);

    /// <summary>One of the commands 53 to 61 with a raw payload.</summary>
    public void Video(CommandId id, ReadOnlySpan<uint> payload) => payload.CopyTo(Stream.Begin(id, payload.Length));
}
