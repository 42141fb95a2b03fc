using Harness.Catalogue;
using Harness.Drm;
using Harness.Drm.Display;
using Harness.Drm.Mutants;
using Harness.Scenes;
using Harness.Virgl;
using Harness.Virgl.Player;
using NUnit.Framework;

namespace Harness.Tests.Drm;

/// <summary>What defects do to requests, seen by a fake of the kernel. That scenes notice them is for a real guest to show.</summary>
public sealed class DrmMutantTests
{
    private const SceneNeeds Beyond = SceneNeeds.Display | SceneNeeds.RawStream | SceneNeeds.TransferStrides;

    /// <summary>Every fifth scene, and all of the areas that move bytes in many ways.</summary>
    private static readonly Scene[] Scenes =
    [
        .. SceneCatalogue.All.Where(s => (s.Needs & Beyond) == 0).Index()
            .Where(s => s.Index % 5 == 0 || s.Item.Area is "transfer" or "multisample" or "texture-array" or "texture-3d").Select(s => s.Item),
    ];

    private static IEnumerable<string> Names => DrmMutants.All.Select(m => m.Name);

    [Test]
    public void Names_are_unlike_and_say_whose_defects_they_are()
    {
        Assert.That(Names, Is.Unique.And.All.StartWith("drm-"));
        Assert.That(DrmMutants.All.Select(m => m.Defect), Is.Unique.And.All.EndWith("."));
        Assert.That(DrmMutants.Find("drm-no-such"), Is.Null);
    }

    [TestCaseSource(nameof(Names))]
    [CancelAfter(60_000)]
    public void A_defect_changes_what_some_scene_asks_of_the_kernel_and_says_so(string name)
    {
        DrmMutant mutant = DrmMutants.Find(name)!;
        int changed = 0;
        foreach (Scene scene in Scenes)
        {
            List<string> healthy = Play(scene, null, out bool told);
            Assert.That(told, Is.False);
            List<string> broken = Play(scene, mutant, out told);
            Assert.That(told, Is.EqualTo(!broken.SequenceEqual(healthy)), scene.Name);
            if (told && ++changed == 3)
            {
                return;
            }
        }

        Assert.That(changed, Is.GreaterThan(0), "no scene of the choice meets the defect");
    }

    [Test]
    public void A_defect_is_put_on_and_taken_off_while_files_are_open()
    {
        var kernel = new FakeKernel();
        var mutants = new DrmMutantSwitch();
        using DrmConnection connection = DrmConnection.Over(() => new MutantDoor(kernel.Open(), mutants), TimeSpan.FromSeconds(1));
        uint context = connection.CreateContext("one");
        GuestResource texture = connection.CreateResource(ResourceDescription.ForTexture2D(VirglFormat.R8G8B8A8_UNORM, VirglBind.SamplerView, 8, 8));
        string healthy = Transferred();
        mutants.Use(DrmMutants.Find("drm-to-host-row-lost"));
        string broken = Transferred();
        Assert.Multiple(() =>
        {
            Assert.That(healthy, Does.Contain("Height = 8"));
            Assert.That(broken, Is.EqualTo(healthy.Replace("Height = 8", "Height = 7", StringComparison.Ordinal)));
            Assert.That(mutants.TakeChanged(), Is.True);
            Assert.That(mutants.TakeChanged(), Is.False);
        });
        mutants.Use(null);
        Assert.That(Transferred(), Is.EqualTo(healthy));

        string Transferred()
        {
            connection.TransferToHost(context, texture, new Transfer(new Box(0, 0, 0, 8, 8, 1)));
            return kernel.Log[^1];
        }
    }

    /// <summary>Plays a scene and shows it three times, in two sizes.</summary>
    private static List<string> Play(Scene scene, DrmMutant? mutant, out bool told)
    {
        var kernel = new FakeKernel();
        var mutants = new DrmMutantSwitch();
        mutants.Use(mutant);
        using var screen = new KmsScreen(new MutantDoor(kernel.Open(), mutants));
        using DrmConnection connection = DrmConnection.Over(() => new MutantDoor(kernel.Open(), mutants), TimeSpan.FromSeconds(1));
        try
        {
            using var player = new VirglPlayer(connection);
            PlayedScene played = player.Play(scene);
            played.ReadBack();
            using var scanout = new DrmScanout(connection, screen);
            uint context = connection.CreateContext("other");
            GuestResource other = connection.CreateResource(ResourceDescription.ForTexture2D(VirglFormat.R8G8B8A8_UNORM, VirglBind.RenderTarget, 100, 100));
            connection.Attach(context, other);
            foreach (GuestResource window in (GuestResource[])[played.Window, played.Window, other, played.Window, played.Window])
            {
                scanout.Show(window, 1);
            }
        }
        catch (DeviceException)
        {
            // Some defects lose the context for the fake as well; what was asked until then is in the log.
        }

        told = mutants.TakeChanged();
        return kernel.Log;
    }
}
