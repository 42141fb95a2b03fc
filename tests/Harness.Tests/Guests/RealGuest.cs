using Harness.Guests;
using Harness.Runs.Lanes;
using NUnit.Framework;

namespace Harness.Tests.Guests;

/// <summary>The usual guest: Debian's kernel and Mesa, this build's agent.</summary>
internal static class RealGuest
{
    /// <summary>What it is made of. A machine that cannot build its image has no such tests; one with the variable CI must.</summary>
    public static GuestSetup Setup(GuestSource source)
    {
        try
        {
            return source.Make();
        }
        catch (LaneUnavailableException e) when (Environment.GetEnvironmentVariable("CI") is null or "")
        {
            Assert.Ignore($"There is no guest here: {e.Message}");
            throw;
        }
    }
}
