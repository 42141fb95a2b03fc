namespace Harness.Cli.Doctor.Probes;

/// <summary>KVM: whether its device opens and, where the check is at hand, whether a guest has really run under it.</summary>
/// <param name="device">/dev/kvm.</param>
public sealed class KvmProbe(string device, IAcceleratorCheck? check) : IProbe
{
    private const string Cost = "Guests run under TCG, in software; the lanes `vtest` and `device` do not notice, measurements in guests are not comparable with KVM's.";

    public string Name => "KVM";

    public IReadOnlyList<string> NeededBy => [];

    public async Task<Reading> LookAsync(CancellationToken cancellation)
    {
        if (!File.Exists(device))
        {
            return Reading.Degraded($"no {device}", Cost, "Switch virtualisation on in the firmware, load kvm_intel or kvm_amd, or allow nested virtualisation on the host above.");
        }

        if (!DeviceFile.CanOpen(device))
        {
            return Reading.Degraded($"{device} cannot be opened", Cost, "Add this user to the group `kvm`, or pass the device into the container.");
        }

        if (check is null)
        {
            return Reading.Ok($"{device} opens; whether guests run under it shows when the first one does");
        }

        var answer = await check.RunAsync(cancellation).ConfigureAwait(false);
        return answer.KvmRunsGuests
            ? Reading.Ok(answer.Explanation)
            : Reading.Degraded($"{device} opens, but no guest runs: {answer.Explanation}", Cost, "Nested virtualisation is incomplete here; use a host where KVM works.");
    }
}
