using Harness.VirtioGpu.Commands;

namespace Harness.VirtioGpu.Mutants;

/// <summary>What a defect of the device does to the requests it gets and the responses it gives. The base class does nothing.</summary>
public class ControlMutation
{
    /// <summary>A request, right before the device sees it.</summary>
    public virtual void Request(ref ControlRequest request)
    {
    }

    /// <summary>A response, right before the driver sees it: the control header and what follows it.</summary>
    public virtual void Response(ControlCommand command, Span<uint> response)
    {
    }
}

/// <summary>A known defect of the device, planted to see whether a scene notices it and whom it blames.</summary>
/// <param name="Name">Kebab-case.</param>
/// <param name="Defect">What a device with this defect does.</param>
/// <param name="OnDisplay">Whether the defect is on the way from a resource to the screen, and leaves what is read back alone.</param>
/// <param name="Create">A fresh mutation: some remember what they have seen.</param>
public sealed record ControlMutant(string Name, string Defect, bool OnDisplay, Func<ControlMutation> Create);

/// <summary>A request in the memory that the device will read (PROTOCOL section 1.3).</summary>
/// <param name="room">The request, with room behind it up to <see cref="LeastRoom"/>.</param>
/// <param name="length">Bytes of the request.</param>
public ref struct ControlRequest(Span<uint> room, int length)
{
    /// <summary>Bytes that any request may be replaced by.</summary>
    public const int LeastRoom = 48;

    private const uint FenceFlag = 1;
    private const uint NoResource = 0x7fff_fffe;

    private readonly Span<uint> _room = room;

    /// <summary>Bytes of the request as it will be handed over.</summary>
    public int Length { get; private set; } = length;

    /// <summary>What is asked for.</summary>
    public readonly ControlCommand Command => (ControlCommand)_room[0];

    /// <summary>What follows the control header.</summary>
    public readonly Span<uint> Body => _room[6..(Length / sizeof(uint))];

    /// <summary>The fence that was asked for is forgotten.</summary>
    public readonly void DropFence() => _room[1] &= ~FenceFlag;

    /// <summary>Turns the request into one that is answered with OK and does nothing: a flush of a resource that nobody has. A fence stays.</summary>
    public void Drop()
    {
        _room[0] = (uint)ControlCommand.ResourceFlush;
        _room[6..(LeastRoom / sizeof(uint))].Clear();
        _room[10] = NoResource;
        Length = LeastRoom;
    }
}
