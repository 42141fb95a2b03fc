using Harness.Guests.Host;

namespace Harness.Guests.Kernels;

/// <summary>Gathers modules and puts them into an order in which each comes after those that it needs.</summary>
internal sealed class ModuleOrder(ModuleFiles files, string output, HostTools tools, CancellationToken cancellation)
{
    // Algorithms are asked for by an alias. The plain implementation of one is called so by convention; those for certain processors
    // have names of their own and are not needed.
    private const string AlgorithmPrefix = "crypto_";
    private const string PlainSuffix = "_generic";

    private readonly List<GuestModule> _modules = [];
    private readonly HashSet<string> _seen = [];

    /// <summary>What was gathered, in the order of loading.</summary>
    public IReadOnlyList<GuestModule> Modules => _modules;

    /// <summary>Gathers a module and all that it needs; nothing when it is part of the kernel itself.</summary>
    /// <exception cref="InvalidDataException">One of them is not there.</exception>
    public void Add(string name, ModulePhase phase) => Add(name, phase, neededBy: null);

    private void Add(string name, ModulePhase phase, string? neededBy)
    {
        if (files.IsBuiltIn(name) || !_seen.Add(ModuleInfo.Canonical(name)))
        {
            return;
        }

        var file = files.FileOf(name) ?? throw new InvalidDataException(
            $"The kernel {files.Release} has no module '{name}'{(neededBy is null ? string.Empty : $", which {neededBy} needs")}: "
            + $"it is neither in {files.Folder} nor built into the kernel.");
        var unpacked = Path.Combine(output, ModuleFiles.NameOf(file) + ".ko");
        ModuleFiles.Decompress(file, unpacked, tools, cancellation);
        var info = ModuleInfo.Read(File.ReadAllBytes(unpacked), file);
        foreach (var dependency in info.Depends)
        {
            Add(dependency, phase, name);
        }

        // These are wishes: a kernel may be built without what they name.
        foreach (var found in info.LoadBefore.Select(Implementation).OfType<string>())
        {
            Add(found, phase, name);
        }

        _modules.Add(new GuestModule(phase, unpacked));
    }

    private string? Implementation(string wish)
    {
        var algorithm = wish.StartsWith(AlgorithmPrefix, StringComparison.Ordinal) ? wish[AlgorithmPrefix.Length..] : wish;
        string[] names = [wish, algorithm + PlainSuffix, algorithm];
        return Array.Find(names, name => files.FileOf(name) is not null);
    }
}
