using Harness.Guests.Drivers;
using Harness.Guests.Host;

namespace Harness.Cli.Drivers;

/// <summary>A driver package in words.</summary>
internal static class DriverText
{
    public static string Word(DriverKind kind) => kind switch
    {
        DriverKind.UserSpace => "user-space",
        DriverKind.Kernel => "kernel",
        _ => "both",
    };

    /// <summary>All that is known of it, a line each.</summary>
    public static void Write(TextWriter output, DriverPackage package, HarnessCache cache)
    {
        output.WriteLine($"{package}, {Word(package.Kind)}, for Linux guests");
        output.WriteLine($"folder       {package.Folder}");
        output.WriteLine($"hash         {package.Hash(cache)}");
        if (package.Tree is { } tree)
        {
            output.WriteLine($"tree         {tree}, at {DriverPackage.MountPoint} in the guest");
        }

        foreach (var (name, value) in package.Environment)
        {
            output.WriteLine($"environment  {name}={value}");
        }

        if (package.Kernel is { } kernel)
        {
            output.WriteLine($"kernel       {kernel.Release}, {kernel.Modules.Count} modules ({kernel.Folder})");
        }

        foreach (var module in package.Modules)
        {
            output.WriteLine($"module       {module.Info.Name}{(module.Before is { } before ? $", before {before}" : string.Empty)}: {module.File}, for {module.Magic.Trim()}");
        }

        WriteProof(output, package.Proof);
    }

    private static void WriteProof(TextWriter output, ProofTerms proof)
    {
        foreach (var (what, value) in ((string, object?)[])[("GL_RENDERER matches", proof.Renderer), ("GL_VERSION matches", proof.Version), ("kernel is", proof.KernelRelease), ("capability set is", proof.Capset)])
        {
            if (value is not null)
            {
                output.WriteLine($"proof        {what} {value}");
            }
        }

        foreach (var mark in proof.Modules)
        {
            output.WriteLine($"proof        {mark.Name} is loaded, {(mark.SourceVersion is { } source ? $"srcversion {source}" : $"build ID {mark.BuildId}")}");
        }
    }
}
