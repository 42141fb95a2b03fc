using Harness.Virgl;
using Harness.VirtioGpu.Commands;

namespace Harness.VirtioGpu.Queues;

/// <summary>What counts as a failure, and what is said about it.</summary>
public sealed unsafe partial class ControlQueue
{
    private static bool Failed(CommandSlot slot)
        => slot.Response[0] is < (uint)ControlResponse.Ok or >= (uint)ControlResponse.ErrorUnspecified
            || slot.Written < HeaderBytes
            || LostFence(slot);

    private static bool LostFence(CommandSlot slot)
        => slot.Fence != 0 && ((slot.Response[1] & FenceFlag) == 0 || slot.Response[2] != slot.Fence);

    private void ThrowFailure()
    {
        if (_failures.Count > 0)
        {
            throw _failures.Dequeue();
        }
    }

    private static DeviceException Failure(CommandSlot slot)
    {
        var code = (ControlResponse)slot.Response[0];
        var what = slot.Written < HeaderBytes
            ? $"the device wrote only {slot.Written} bytes of the response"
            : code >= ControlResponse.ErrorUnspecified
                ? $"{ProtocolNames.Of(code)} (0x{(uint)code:x})"
                : LostFence(slot)
                    ? $"the response does not carry fence {slot.Fence}"
                    : $"the response has the unknown type 0x{(uint)code:x}";
        return new DeviceException(DeviceFault.ErrorResponse, $"{Describe(slot)}: {what}.");
    }

    private DeviceException Late(CommandSlot? slot)
    {
        slot ??= Array.Find(_slots, s => s.InFlight);
        return _wait.Late(slot is null ? "The control queue" : Describe(slot), Allowed, InFlight);
    }

    private static string Describe(CommandSlot slot)
    {
        var context = slot.Context != 0 ? $" in context {slot.Context}" : string.Empty;
        var fence = slot.Fence != 0 ? $" with fence {slot.Fence}" : string.Empty;
        return $"{ProtocolNames.Of(slot.Command)}{context}{fence}";
    }
}
