using Harness.Runs.Lanes;
using NUnit.Framework;

namespace Harness.Conformance;

/// <summary>One host stack of each lane for all tests, started when the first test needs it and taken down after the last.</summary>
[SetUpFixture]
internal sealed class LaneHosts
{
    private static readonly Dictionary<string, LaneHost> Hosts = [];

    /// <summary>The lane's host, up. Where it cannot run, the test is ignored on a person's machine and fails where CI counts on it.</summary>
    public static LaneHost Of(string lane)
    {
        if (!Hosts.TryGetValue(lane, out var host))
        {
            Hosts.Add(lane, host = new LaneHost(LaneCatalogue.Make(lane, new LaneSettings())));
        }

        if (host.Unavailable is { } reason)
        {
            var message = $"Lane '{lane}' cannot run here: {reason}";
            if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")))
            {
                Assert.Ignore(message);
            }

            Assert.Fail(message);
        }

        return host;
    }

    [OneTimeTearDown]
    public void TakeDown()
    {
        foreach (var host in Hosts.Values)
        {
            host.Dispose();
        }

        Hosts.Clear();
    }
}
