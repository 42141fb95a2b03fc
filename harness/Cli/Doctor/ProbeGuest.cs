using Harness.Qemu.Launch;

namespace Harness.Cli.Doctor;

/// <summary>Runs a tiny guest of the harness' own under KVM: the proof that KVM is more than a device file.</summary>
public sealed class ProbeGuest : IAcceleratorCheck
{
    /// <inheritdoc/>
    public Task<AcceleratorAnswer> RunAsync(CancellationToken cancellation) => Task.Run(
        () =>
        {
            AcceleratorFinding finding = AcceleratorProbe.Probe(QemuInstallation.Locate());
            return new AcceleratorAnswer(finding.Accelerator == Accelerator.Kvm, finding.Reason);
        },
        cancellation);
}
