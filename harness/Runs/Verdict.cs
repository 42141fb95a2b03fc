using Harness.Virgl;

namespace Harness.Runs;

/// <summary>The outcome of a cell.</summary>
public enum Verdict
{
    /// <summary>Every pixel is within the reference frame's bounds.</summary>
    Pass,
    /// <summary>A frame was observed, and it is not what the specification allows; or it never reached the display.</summary>
    Mismatch,
    /// <summary>The device answered a command with an error.</summary>
    DeviceError,
    /// <summary>The renderer gave up the context.</summary>
    ContextLost,
    /// <summary>The process behind the lane ended.</summary>
    HostCrash,
    /// <summary>The guest's kernel or agent ended.</summary>
    GuestCrash,
    /// <summary>The player's process ended, and with it the user-space driver that it had loaded.</summary>
    DriverCrash,
    /// <summary>A command did not complete within its deadline.</summary>
    Hang,
    /// <summary>The driver under test could not be brought into the guest.</summary>
    DeployFailed,
    /// <summary>The harness could not do its job: a lane that does not start, a scene the oracle refuses, a defect of the harness itself.</summary>
    HarnessError,
    /// <summary>Declared: the lane or the observer cannot express the scene, and says why.</summary>
    Skip,
    /// <summary>It failed, and <c>lists/expected-fails.txt</c> says so. Neither a pass nor a failure of the run.</summary>
    ExpectedFail,
    /// <summary>It passed although <c>lists/expected-fails.txt</c> says that it fails: a failure of the run, since the list is out of date.</summary>
    UnexpectedPass,
}

/// <summary>Words and classes of verdicts.</summary>
public static class Verdicts
{
    /// <summary>As <c>run.json</c> and messages spell it.</summary>
    public static string Word(this Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Mismatch => "mismatch",
        Verdict.DeviceError => "device error",
        Verdict.ContextLost => "context lost",
        Verdict.HostCrash => "host crash",
        Verdict.GuestCrash => "guest crash",
        Verdict.DriverCrash => "driver crash",
        Verdict.Hang => "hang",
        Verdict.DeployFailed => "deploy failed",
        Verdict.HarnessError => "harness error",
        Verdict.Skip => "skip",
        Verdict.ExpectedFail => "expected-fail",
        Verdict.UnexpectedPass => "unexpected-pass",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    /// <summary>Whether the cell fails the run.</summary>
    public static bool IsFailure(this Verdict verdict) => verdict is not (Verdict.Pass or Verdict.Skip or Verdict.ExpectedFail);

    /// <summary>The verdict on a scene that a device or renderer failed.</summary>
    public static Verdict Of(DeviceFault fault) => fault switch
    {
        DeviceFault.ErrorResponse => Verdict.DeviceError,
        DeviceFault.ContextLost => Verdict.ContextLost,
        DeviceFault.HostCrash => Verdict.HostCrash,
        DeviceFault.Hang => Verdict.Hang,
        _ => Verdict.HarnessError,
    };
}
