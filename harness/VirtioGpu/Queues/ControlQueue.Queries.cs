using Harness.Virgl;
using Harness.VirtioGpu.Commands;

namespace Harness.VirtioGpu.Queues;

/// <summary>Commands that ask; they wait for the answer.</summary>
public sealed unsafe partial class ControlQueue
{
    /// <summary>GET_DISPLAY_INFO: the 16 scanouts the protocol has room for.</summary>
    public DisplayMode[] GetDisplayInfo()
    {
        const int Scanouts = 16;
        var response = Ask(Begin(ControlCommand.GetDisplayInfo, HeaderBytes, 0, HeaderBytes + (Scanouts * 24)));
        var modes = new DisplayMode[Scanouts];
        for (var i = 0; i < Scanouts; i++)
        {
            var m = response.Slice(6 + (6 * i), 6);
            modes[i] = new DisplayMode(new Rectangle(m[0], m[1], m[2], m[3]), m[4] != 0, m[5]);
        }

        return modes;
    }

    /// <summary>GET_EDID: the bytes the device says are valid, at most 1024.</summary>
    public byte[] GetEdid(uint scanout)
    {
        var slot = Begin(ControlCommand.GetEdid, 32, 0, 32 + 1024);
        (slot.Request[6], slot.Request[7]) = (scanout, 0);
        var response = Ask(slot);
        return System.Runtime.InteropServices.MemoryMarshal.AsBytes(response[8..])[..(int)uint.Min(response[6], 1024)].ToArray();
    }

    /// <summary>GET_CAPSET_INFO.</summary>
    public CapsetInfo GetCapsetInfo(uint index)
    {
        var slot = Begin(ControlCommand.GetCapsetInfo, 32, 0, 40);
        (slot.Request[6], slot.Request[7]) = (index, 0);
        var response = Ask(slot);
        return new CapsetInfo(response[6], response[7], response[8]);
    }

    /// <summary>GET_CAPSET: as many bytes as GET_CAPSET_INFO gave as the largest size.</summary>
    public Capset GetCapset(uint id, uint version, int size)
    {
        var slot = Begin(ControlCommand.GetCapset, 32, 0, HeaderBytes + size);
        (slot.Request[6], slot.Request[7]) = (id, version);
        var response = Ask(slot);
        return new Capset(id, version, System.Runtime.InteropServices.MemoryMarshal.AsBytes(response)[HeaderBytes..].ToArray());
    }

    /// <summary>
    /// Hands over a request as it stands, right or wrong, and returns the raw response: what a test of the device's error handling needs. A
    /// header with the fence flag is the caller's to number.
    /// </summary>
    /// <param name="request">At most the control header and what follows it; any length of at least 4 bytes.</param>
    /// <param name="responseBytes">Room offered for the response.</param>
    /// <returns>The bytes the device wrote. Error responses are returned, not thrown.</returns>
    public byte[] Exchange(ReadOnlySpan<byte> request, int responseBytes = HeaderBytes)
    {
        var slot = Begin((ControlCommand)BitConverter.ToUInt32(request), int.Max(request.Length, HeaderBytes), 0, responseBytes);
        request.CopyTo(new Span<byte>(slot.Request, request.Length));
        slot.RequestLength = request.Length;
        var failuresBefore = _failures.Count;
        Send(slot);
        Await(slot);
        if (_failures.Count > failuresBefore && _failures.Count == 1)
        {
            _failures.Clear();
        }

        ThrowFailure();
        return new Span<byte>(slot.Response, (int)uint.Min(slot.Written, (uint)slot.ResponseLength)).ToArray();
    }

    private ReadOnlySpan<uint> Ask(CommandSlot slot)
    {
        if (slot.ResponseLength > CommandSlot.ResponseBytes)
        {
            throw new ArgumentOutOfRangeException(
                nameof(slot), slot.ResponseLength, $"Responses longer than {CommandSlot.ResponseBytes} bytes are not expected.");
        }

        Wait(Send(slot));
        if (slot.Written < slot.ResponseLength)
        {
            throw new DeviceException(
                DeviceFault.ErrorResponse,
                $"{ProtocolNames.Of(slot.Command)}: the device wrote {slot.Written} of {slot.ResponseLength} bytes.");
        }

        return new ReadOnlySpan<uint>(slot.Response, slot.ResponseLength / sizeof(uint));
    }
}
