using System.Text.RegularExpressions;
using Harness.Guests.Toml;

namespace Harness.Guests.Drivers;

/// <summary>Reads <c>driver.toml</c> and checks it against the files beside it.</summary>
internal sealed partial class DriverManifest
{
    private const string LinuxGuest = "linux";

    private static readonly (string Word, DriverKind Kind)[] Kinds =
        [("user-space", DriverKind.UserSpace), ("kernel", DriverKind.Kernel), ("both", DriverKind.Both)];

    private readonly string _folder;
    private readonly TomlTable _root;

    private DriverManifest(string folder, TomlTable root) => (_folder, _root) = (folder, root);

    /// <summary>Reads a package's manifest.</summary>
    /// <param name="path">The package's folder, or the manifest.</param>
    public static DriverPackage Load(string path)
    {
        var full = Path.GetFullPath(path);
        var manifest = Directory.Exists(full) ? Path.Combine(full, DriverPackage.ManifestName) : full;
        if (!File.Exists(manifest))
        {
            throw new FileNotFoundException(
                $"There is no driver package at {path}: {manifest} does not exist. `harness driver pack` makes one, and docs/driver-packages.md says what is in it.", manifest);
        }

        return new DriverManifest(Path.GetDirectoryName(manifest)!, TomlFile.Read(manifest)).Read();
    }

    private DriverPackage Read()
    {
        var name = _root.Text("name", "what the driver is called");
        if (!NamePattern().IsMatch(name.Value))
        {
            throw _root.Wrong(name, $"'{name.Value}' cannot be a name; allowed are letters, digits, and . _ + - after the first");
        }

        var version = _root.Text("version", "the version, for people");
        CheckGuest(_root.Text("guest", "the guest's system: \"linux\""));
        var kind = KindOf(_root.Text("kind", "what is replaced: \"user-space\", \"kernel\" or \"both\""));
        var tree = Tree(kind);
        var environment = new ManifestEnvironment(_root.OptionalTable("environment"), tree).Read();
        var (bundle, modules, release) = new ManifestKernel(_folder, _root).Read(kind);
        var proof = new ManifestProof(_root).Read(kind, bundle, modules, release);
        _root.Finish();
        return new DriverPackage
        {
            Folder = _folder,
            Name = name.Value,
            Version = version.Value,
            Kind = kind,
            Tree = tree,
            Environment = environment,
            Kernel = bundle,
            Modules = modules,
            Proof = proof,
        };
    }

    private void CheckGuest(TomlText guest)
    {
        if (guest.Value == "windows")
        {
            throw _root.Wrong(guest, "guest \"windows\" is a word kept for later: this version deploys to Linux guests only; allowed is guest = \"linux\"");
        }

        if (guest.Value != LinuxGuest)
        {
            throw _root.Wrong(guest, $"there is no guest '{guest.Value}'; allowed is guest = \"linux\"");
        }
    }

    private DriverKind KindOf(TomlText kind)
    {
        var index = Array.FindIndex(Kinds, known => known.Word == kind.Value);
        return index >= 0 ? Kinds[index].Kind : throw _root.Wrong(kind, $"there is no kind '{kind.Value}'; allowed are {string.Join(", ", Kinds.Select(known => $"\"{known.Word}\""))}");
    }

    private string? Tree(DriverKind kind)
    {
        var table = _root.OptionalTable("user-space");
        if (!kind.HasFlag(DriverKind.UserSpace))
        {
            return table is null ? null : throw _root.Wrong(table, "a package of kind \"kernel\" has no [user-space]; allowed is kind = \"both\" with it");
        }

        if (table is null)
        {
            throw new TomlException(_root.File, _root.Line, "there is no [user-space], which names the tree of files, as in tree = \"tree\"; kind = \"kernel\" does without");
        }

        var tree = table.Text("tree", "the folder whose content appears at /driver in the guest");
        table.Finish();
        var folder = Path.GetFullPath(tree.Value, _folder);
        if (!Directory.Exists(folder))
        {
            throw table.Wrong(tree, $"there is no folder {folder}, whose content should appear at {DriverPackage.MountPoint} in the guest; the path is taken from {_folder}");
        }

        return Directory.EnumerateFileSystemEntries(folder).Any()
            ? folder
            : throw table.Wrong(tree, $"the folder {folder} is empty; it should hold the driver's files (was `ninja install` given another DESTDIR?)");
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._+-]*$")]
    private static partial Regex NamePattern();
}
