using Harness.Tests.Virgl.Vtest;
using Harness.Virgl;
using NUnit.Framework;
using NUnit.Framework.Constraints;

namespace Harness.Tests.VirtioGpu;

/// <summary>Loses contexts on purpose.</summary>
internal static class Loss
{
    public static IResolveConstraint IsNoticed => Throws.TypeOf<DeviceException>().With.Property(nameof(DeviceException.Fault)).EqualTo(DeviceFault.ContextLost);

    /// <summary>A target that has been set up and found well.</summary>
    public static Target Ready(IVirglConnection connection)
    {
        var target = new Target(connection);
        target.SetUp();
        target.Submit();
        connection.Finish(target.Context);
        return target;
    }

    /// <summary>Sends a bad stream, and asserts that the context's loss is noticed.</summary>
    public static (Target Target, string Message) Provoke(IVirglConnection connection, Action<Target> write)
    {
        var target = Ready(connection);
        write(target);
        target.Submit();
        var lost = Assert.Throws<DeviceException>(() => connection.Finish(target.Context))!;
        Assert.That(lost.Fault, Is.EqualTo(DeviceFault.ContextLost), lost.Message);
        return (target, lost.Message);
    }
}
