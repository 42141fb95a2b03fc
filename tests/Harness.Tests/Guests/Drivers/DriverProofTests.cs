using Harness.Guests.Drivers;
using NUnit.Framework;
using System.Text.RegularExpressions;

namespace Harness.Tests.Guests.Drivers;

/// <summary>What counts as a proof that the driver under test is in use, and what to say where it does not.</summary>
[TestFixture]
internal sealed class DriverProofTests
{
    private static readonly DriverPackage Package = new()
    {
        Name = "mesa",
        Version = "25.0.7",
        Kind = DriverKind.Both,
        Tree = "/nowhere",
        Proof = new ProofTerms
        {
            Renderer = new Regex("^virgl"),
            Version = new Regex(@"Mesa 25\.0\.7"),
            KernelRelease = "6.12.1",
            Modules = [new ModuleMark("virtio_gpu", "ABCDEF0123456789ABCDEF0", "00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff"), new ModuleMark("drm", null, "11ff00ff00ff00ff00ff00ff00ff00ff00ff00ff")],
            Capset = 2,
        },
    };

    private static readonly Dictionary<string, string> Proven = new()
    {
        ["kernel"] = "6.12.1",
        ["drmNodes"] = "card0 renderD128",
        ["module.virtio_gpu.srcversion"] = "ABCDEF0123456789ABCDEF0",
        ["module.virtio_gpu.buildId"] = "00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff",
        ["module.drm.buildId"] = "11ff00ff00ff00ff00ff00ff00ff00ff00ff00ff",
        ["renderer"] = "virgl (LLVMPIPE (LLVM 15.0.6, 256 bits))",
        ["version"] = "4.3 (Core Profile) Mesa 25.0.7-2~bpo12+1",
        ["capset"] = "2",
        ["driverLibrary"] = "/driver/usr/lib/x86_64-linux-gnu/libgallium-25.0.7.so",
    };

    private static readonly string[] Unproven =
    [
        // fact = value (none: the fact is missing) | words of the reason
        "kernel=6.1.0-56-amd64|runs kernel 6.1.0-56-amd64, and the driver package mesa 25.0.7 is for 6.12.1",
        "kernel=|(it does not say which)",
        "module.drm.buildId=|The module drm of mesa 25.0.7 is not loaded",
        "module.drm.buildId=22ff00ff00ff00ff00ff00ff00ff00ff00ff00ff|loaded another drm",
        "module.virtio_gpu.srcversion=000000|loaded another virtio_gpu than that of mesa 25.0.7: srcversion 000000, build ID 00ff",
        "module.virtio_gpu.buildId=33ff00ff00ff00ff00ff00ff00ff00ff00ff00ff|loaded another virtio_gpu",
        "drmNodes= |no DRM device",
        "drmNodes=renderD128|no DRM device",
        "renderer=|does not say which renderer",
        "renderer=llvmpipe (LLVM 15.0.6, 256 bits)|renders in software",
        "renderer=softpipe|renders in software",
        "renderer=Software Rasterizer|renders in software",
        "renderer=zink Vulkan 1.3(llvmpipe (LLVM 15.0.6, 256 bits) (LLVMPIPE))|renders in software",
        "renderer=zink Vulkan 1.3(Virtio-GPU Venus (llvmpipe (LLVM 15.0.6)))|not what mesa 25.0.7 promises",
        "renderer=AMD Radeon|not what mesa 25.0.7 promises (renderer \"^virgl\")",
        "version=4.3 (Core Profile) Mesa 22.3.6|another driver was loaded",
        "version=|(it does not say)",
        "driverLibrary=/usr/lib/x86_64-linux-gnu/dri/virtio_gpu_dri.so|uses no file of mesa 25.0.7",
        "driverLibrary= |uses no file of mesa 25.0.7",
        "moduleRefused=Module virtio_gpu.ko could not be loaded: Exec format error.|does not take the modules of mesa 25.0.7. Module virtio_gpu.ko",
    ];

    [Test]
    public void A_guest_that_runs_what_was_promised_is_judged() => Assert.That(Check(Package, Proven), Is.Null);

    [TestCaseSource(nameof(Unproven))]
    public void A_guest_that_runs_anything_else_is_not(string row)
    {
        var (fact, words) = (row.Split('|')[0], row.Split('|')[1]);
        var (name, value) = (fact.Split('=')[0], fact[(fact.IndexOf('=') + 1)..]);
        var facts = new Dictionary<string, string>(Proven);
        if (value.Length == 0)
        {
            facts.Remove(name);
        }
        else
        {
            facts[name] = value.Trim();
        }

        Assert.That(Check(Package, facts), Does.Contain(words).And.EndWith("."));
    }

    [TestCase("module.virtio_gpu.srcversion")]
    [TestCase("module.virtio_gpu.buildId")]
    [TestCase("driverLibrary")]
    public void One_mark_of_a_module_is_enough_and_files_are_looked_at_where_they_are_known(string missing)
        => Assert.That(Check(Package, Proven.Where(fact => fact.Key != missing).ToDictionary()), Is.Null);

    [Test]
    public void A_mark_that_the_package_does_not_know_proves_nothing()
    {
        var package = Package with { Proof = Package.Proof with { Modules = [new ModuleMark("virtio_gpu", "ABCDEF0123456789ABCDEF0", null)] } };
        var facts = Proven.Where(fact => fact.Key != "module.virtio_gpu.srcversion").ToDictionary();
        Assert.That(Check(package, facts), Does.Contain("loaded another virtio_gpu"));
    }

    [TestCase("2", null)]
    [TestCase("1", "offers capability set 1, and mesa 25.0.7 promises 2")]
    [TestCase(null, "(it does not say which)")]
    public void A_player_without_gl_needs_no_renderer_but_the_capability_set(string? capset, string? reason)
    {
        KeyValuePair<string, string>[] player = capset is null ? [] : [new("capset", capset), new("renderer", "LLVMPIPE")];
        Assert.That(DriverProof.CheckCapset(Package, player), reason is null ? Is.Null : Does.Contain(reason));
    }

    [Test]
    public void The_stock_driver_is_refused_when_it_falls_back()
    {
        var stock = StockDriver.Of("22.3.6");
        Assert.That(Check(stock, Proven), Is.Null);
        Assert.That(Check(stock, new Dictionary<string, string>(Proven) { ["renderer"] = "llvmpipe (LLVM 15.0.6, 256 bits)" }), Does.Contain("Mesa fell back"));
    }

    private static string? Check(DriverPackage package, Dictionary<string, string> facts) => DriverProof.CheckKernel(package, [.. facts]) ?? DriverProof.CheckUserSpace(package, [.. facts]);
}
