using Harness.Guests.Drivers.Packing;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Guests.Drivers;

/// <summary>Tests that pack a driver for the real image bookworm, each in a folder of its own.</summary>
internal abstract class PackedDriverTests
{
    /// <summary>Goes after each test.</summary>
    protected TemporaryFolder Folder { get; private set; } = null!;

    /// <summary>Where the package is made.</summary>
    protected string Package => Path.Combine(Folder.Path, "package");

    [OneTimeSetUp]
    public static void NeedMirror() => RealPackages.NeedMirror();

    [SetUp]
    public void MakeFolder() => Folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => Folder.Dispose();

    /// <summary>A request for that package that asks for nothing yet.</summary>
    protected PackRequest Request(CancellationToken cancellation) => new() { Output = Package, Recipe = RealPackages.Recipe, Image = RealPackages.Image(cancellation) };
}
