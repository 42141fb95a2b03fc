using System.Text.RegularExpressions;

namespace Harness.Guests.Drivers;

/// <summary>
/// Looks at what a guest says of itself for the proof that it runs the driver under test. Without it nothing is judged: a guest that renders with another
/// driver passes for the wrong reason.
/// </summary>
/// <remarks>Facts are names and values in a list, as agent and player tell them; names are those of <see cref="GuestFacts"/>.</remarks>
public static partial class DriverProof
{
    /// <summary>Whether the guest's kernel and modules are those that the package promises; null, or the reason.</summary>
    public static string? CheckKernel(DriverPackage package, IReadOnlyList<KeyValuePair<string, string>> agent)
    {
        var running = Find(agent, GuestFacts.Kernel);
        if (package.Proof.KernelRelease is { } release && running != release)
        {
            return $"The guest runs kernel {running ?? "(it does not say which)"}, and the driver package {package} is for {release}.";
        }

        if (Find(agent, GuestFacts.ModuleRefused) is { } refusal)
        {
            return $"The guest's kernel does not take the modules of {package}. {refusal}";
        }

        foreach (var mark in package.Proof.Modules)
        {
            if (CheckModule(package, mark, agent) is { } reason)
            {
                return reason;
            }
        }

        return Find(agent, GuestFacts.DrmNodes) is { } nodes && !nodes.Split(' ').Any(node => node.StartsWith("card", StringComparison.Ordinal))
            ? $"The guest's kernel has no DRM device (in /dev/dri: {(nodes.Length == 0 ? "nothing" : nodes)}): virtio_gpu is not loaded, or has not found the device. The console says why."
            : null;
    }

    /// <summary>Whether the GL that a player uses is the package's; null, or the reason.</summary>
    public static string? CheckUserSpace(DriverPackage package, IReadOnlyList<KeyValuePair<string, string>> player)
    {
        var renderer = Find(player, GuestFacts.Renderer);
        if (renderer is null)
        {
            return $"The player does not say which renderer it uses, so nothing proves that the driver package {package} is in use.";
        }

        if (Software().IsMatch(renderer))
        {
            return $"The guest renders in software (\"{renderer}\"): the driver of {package} did not load, or did not find the device, and Mesa fell back.";
        }

        if (package.Proof.Renderer is { } wanted && !wanted.IsMatch(renderer))
        {
            return $"The guest renders with \"{renderer}\", which is not what {package} promises (renderer \"{wanted}\").";
        }

        if (package.Proof.Version is { } pattern && Find(player, GuestFacts.Version) is var version && (version is null || !pattern.IsMatch(version)))
        {
            return $"The guest's GL is \"{version ?? "(it does not say)"}\", which is not what {package} promises (version \"{pattern}\"): another driver was loaded.";
        }

        return package.Tree is not null && Find(player, GuestFacts.DriverFiles) is { } files && !files.Contains(DriverPackage.MountPoint + "/", StringComparison.Ordinal)
            ? $"The player uses no file of {package} (loaded instead: {(files.Length == 0 ? "nothing that is known" : files)}): the environment of the package does not lead to its libraries."
            : null;
    }

    /// <summary>What to say when no player could be started with the package at all.</summary>
    /// <param name="package">The driver under test.</param>
    /// <param name="complaint">What the player said.</param>
    public static string Unloadable(DriverPackage package, string complaint)
        => $"No GL context could be made with the driver package {package}, so there is nothing to judge: {complaint}";

    private static string? CheckModule(DriverPackage package, ModuleMark mark, IReadOnlyList<KeyValuePair<string, string>> agent)
    {
        var (source, build) = (Find(agent, GuestFacts.SourceVersion(mark.Name)), Find(agent, GuestFacts.BuildId(mark.Name)));
        if (source is null && build is null)
        {
            return $"The module {mark.Name} of {package} is not loaded in the guest.";
        }

        return Differs(mark.SourceVersion, source) || Differs(mark.BuildId, build) || (Proves(mark.SourceVersion, source) || Proves(mark.BuildId, build)) is false
            ? $"The guest has loaded another {mark.Name} than that of {package}: {Words(source, build)} where the package has {Words(mark.SourceVersion, mark.BuildId)}."
            : null;
    }

    /// <summary>Whether the kernel's driver offers the capability set that the package promises; null, or the reason.</summary>
    public static string? CheckCapset(DriverPackage package, IReadOnlyList<KeyValuePair<string, string>> player)
        => package.Proof.Capset is { } wanted && Find(player, GuestFacts.Capset) is var capset && capset != $"{wanted}"
            ? $"The guest's driver offers capability set {capset ?? "(it does not say which)"}, and {package} promises {wanted}."
            : null;

    private static bool Differs(string? wanted, string? found) => wanted is not null && found is not null && !Proves(wanted, found);

    private static bool Proves(string? wanted, string? found) => wanted is not null && string.Equals(wanted, found, StringComparison.OrdinalIgnoreCase);

    private static string Words(string? source, string? build)
        => string.Join(", ", ((string?[])[source is null ? null : $"srcversion {source}", build is null ? null : $"build ID {build}"]).OfType<string>());

    private static string? Find(IReadOnlyList<KeyValuePair<string, string>> facts, string name)
    {
        foreach (var (key, value) in facts)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }

    // "virgl (LLVMPIPE (...))" and "Virtio-GPU Venus (llvmpipe ...)" name the host's renderer in parentheses; a software renderer of the guest comes first.
    [GeneratedRegex(@"^\s*(llvmpipe|softpipe|swrast|swr|lavapipe|software rasterizer|mesa offscreen|mesa x11|gdi generic|microsoft basic render)|^zink\b[^(]*\((llvmpipe|lavapipe)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Software();
}
