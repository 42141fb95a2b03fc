using Harness.Drm;
using Harness.Lab.Sampling;
using Harness.Lab.Transfers;
using Harness.Link;
using Harness.Link.Framing;
using Harness.Link.Messages;
using Harness.Virgl;

namespace Harness.Agent.Playing;

/// <summary>Takes the transfer lab's measurements through the kernel's DRM requests.</summary>
internal sealed class LabPlayer : IPlayer
{
    private readonly DrmConnection _connection;

    /// <exception cref="PlayerUnavailableException">There is no device, or it has no VirGL.</exception>
    public LabPlayer()
    {
        try
        {
            _connection = DrmConnection.Open();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or DeviceException)
        {
            throw new PlayerUnavailableException(e.Message, e);
        }
    }

    public IReadOnlyList<KeyValuePair<string, string>> Facts => VirglFacts.Of(_connection);

    public MessageType Question => MessageType.Measure;

    public IMessage Answer(MessageReader question)
    {
        var request = Measure.Read(question);
        if (LabTask.Find(request.Task) is not { } task)
        {
            return Measured.Not(MeasureFault.Failed, $"There is no measurement '{request.Task}'.");
        }

        if (task.WhyNot(_connection) is { } reason)
        {
            return Measured.Not(MeasureFault.Absent, reason);
        }

        try
        {
            var sampler = new Sampler
            {
                Turns = request.Turns,
                TurnsAtMost = request.TurnsAtMost,
                AtLeast = TimeSpan.FromMicroseconds(request.AtLeastMicroseconds),
                AtMost = TimeSpan.FromMicroseconds(request.AtMostMicroseconds),
                WarmUps = request.WarmUps,
            };
            using var bench = task.Bench(_connection);
            var sample = sampler.Take(bench);
            return new Measured(MeasureFault.None, string.Empty, sample.Bytes, sample.WarmUps, sample.Steady, [.. sample.Seconds.Select(turn => (long)(turn * 1e9))]);
        }
        catch (Exception e) when (e is DeviceException or WrongPayloadException)
        {
            return Measured.Not(MeasureFault.Failed, e.Message);
        }
    }

    public IMessage Failed(string message) => Measured.Not(MeasureFault.Failed, message);

    public void Dispose() => _connection.Dispose();
}
