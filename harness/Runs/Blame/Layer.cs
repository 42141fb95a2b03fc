namespace Harness.Runs.Blame;

/// <summary>A part of the stack under test that a failed scene can be put down to, from the reference frame up to the driver.</summary>
public enum Layer
{
    /// <summary>The reference frame: the oracle, or the scene as it is written.</summary>
    Oracle,
    /// <summary>The OpenGL of the host, on which everything else draws.</summary>
    HostGl,
    /// <summary>virglrenderer, in QEMU and in virgl_test_server.</summary>
    Renderer,
    /// <summary>QEMU's virtio-gpu: queues, resources, transfers.</summary>
    Device,
    /// <summary>The way from a resource to the screen.</summary>
    DisplayPath,
    /// <summary>The guest's virtio-gpu.ko, and the transport below it.</summary>
    KernelDriver,
    /// <summary>Mesa in the guest, and as virpipe on the host.</summary>
    UserSpaceDriver,
    /// <summary>The lanes that ran do not tell; the reason says why, and what would.</summary>
    Unclear,
}

/// <summary>How much a blame rests on.</summary>
public enum Certainty
{
    /// <summary>No other layer explains the verdicts.</summary>
    Sure,
    /// <summary>Another layer would explain them too, or a lane that would exclude it did not run.</summary>
    Likely,
}

/// <summary>Words of layers.</summary>
public static class Layers
{
    /// <summary>As <c>run.json</c> and messages spell it.</summary>
    public static string Word(this Layer layer) => layer switch
    {
        Layer.Oracle => "oracle",
        Layer.HostGl => "host GL",
        Layer.Renderer => "virglrenderer",
        Layer.Device => "QEMU device",
        Layer.DisplayPath => "display path",
        Layer.KernelDriver => "guest kernel driver",
        Layer.UserSpaceDriver => "guest user-space driver",
        Layer.Unclear => "unclear",
        _ => throw new ArgumentOutOfRangeException(nameof(layer), layer, null),
    };

    /// <summary>As <c>run.json</c> and messages spell it.</summary>
    public static string Word(this Certainty certainty) => certainty == Certainty.Sure ? "sure" : "likely";
}
