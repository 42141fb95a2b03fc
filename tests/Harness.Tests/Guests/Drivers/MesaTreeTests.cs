using Harness.Guests.Drivers.Packing;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Guests.Drivers;

/// <summary>Where the parts of a driver are found in what `ninja install` leaves, in the layouts that distributions and prefixes give it.</summary>
[TestFixture]
internal sealed class MesaTreeTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void A_tree_with_glvnd_gets_all_variables_that_lead_to_it()
    {
        var tree = Tree("glvnd", "usr/lib/x86_64-linux-gnu/libEGL_mesa.so.0.0.0", "usr/lib/x86_64-linux-gnu/libgallium-25.3.0.so", "usr/lib/x86_64-linux-gnu/dri/virtio_gpu_dri.so",
            "usr/lib/x86_64-linux-gnu/gbm/dri_gbm.so", "usr/share/glvnd/egl_vendor.d/50_mesa.json", "usr/share/drirc.d/00-mesa-defaults.conf", "usr/include/EGL/egl.h");
        Assert.That(MesaTree.Find(tree).Environment.Select(variable => $"{variable.Key}={variable.Value}"), Is.EqualTo(new[]
        {
            "LD_LIBRARY_PATH=${driver}/usr/lib/x86_64-linux-gnu",
            "LIBGL_DRIVERS_PATH=${driver}/usr/lib/x86_64-linux-gnu/dri",
            "GBM_BACKENDS_PATH=${driver}/usr/lib/x86_64-linux-gnu/gbm",
            "__EGL_VENDOR_LIBRARY_FILENAMES=${driver}/usr/share/glvnd/egl_vendor.d/50_mesa.json",
            "DRIRC_CONFIGDIR=${driver}/usr/share/drirc.d",
        }));
    }

    [Test]
    public void A_tree_of_a_prefix_of_its_own_without_glvnd_needs_less()
    {
        var tree = Tree("own", "opt/mesa/lib64/libEGL.so.1.0.0", "opt/mesa/lib64/libgbm.so.1", "other/lib/libEGL.so.1");
        Assert.That(MesaTree.Find(tree, "/opt/mesa").Environment.Select(variable => $"{variable.Key}={variable.Value}"), Is.EqualTo(new[] { "LD_LIBRARY_PATH=${driver}/opt/mesa/lib64" }));
    }

    [Test]
    public void The_version_is_the_one_that_GL_VERSION_will_end_with_but_for_the_commit()
    {
        var tree = Tree("version", "usr/lib/libEGL_mesa.so.0");
        File.WriteAllText(Path.Combine(tree, "usr/lib/libgallium-25.3.0-devel.so"), "\u007fELF something\0%s%u.%u%s Mesa 25.3.0-devel (git-0123456789)\0more");
        Assert.That(MesaTree.Find(tree).Version, Is.EqualTo("25.3.0-devel"));
    }

    [Test]
    public void A_prefix_that_is_not_there_is_answered_with_what_is()
        => Assert.That(() => MesaTree.Find(Tree("prefix", "usr/local/lib/libEGL.so.1"), "/opt"), Throws.TypeOf<InvalidDataException>().With.Message.Contains("there is /usr"));

    [Test]
    public void A_tree_without_a_driver_is_refused_with_the_command_that_was_forgotten()
        => Assert.That(() => MesaTree.Find(Tree("empty", "usr/share/doc/README")), Throws.TypeOf<InvalidDataException>().With.Message.Contains("ninja install"));

    private string Tree(string name, params string[] files)
    {
        var tree = Path.Combine(_folder.Path, name);
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(tree, file))!);
            File.WriteAllText(Path.Combine(tree, file), file);
        }

        return tree;
    }
}
