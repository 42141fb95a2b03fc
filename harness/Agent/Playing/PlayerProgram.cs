using System.Diagnostics;
using System.Net.Sockets;
using Harness.Agent.Players;
using Harness.Link;
using Harness.Link.Framing;
using Harness.Link.Messages;

namespace Harness.Agent.Playing;

/// <summary>The player process: <c>play gl|virgl [--present] --connect SOCKET</c>. One driver context, one question at a time, until the harness closes the socket.</summary>
internal static class PlayerProgram
{
    /// <summary>Runs the player; 0 when the harness closed the link, 1 when there is no driver context, 2 for wrong arguments.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments is not [("gl" or "virgl") and var kind, .. var options] || PlayerOptions.Parse(options) is not { } parsed)
        {
            Console.Error.WriteLine("harness-agent: play gl|virgl [--present] --connect SOCKET");
            return 2;
        }

        NetworkStream stream;
        try
        {
            stream = PlayerSocket.Connect(parsed.Socket);
        }
        catch (SocketException e)
        {
            Console.Error.WriteLine($"harness-agent: nobody listens at {parsed.Socket}: {e.Message}");
            return 1;
        }

        using (stream)
        {
            return Serve(kind, parsed, new FrameReader(stream), new FrameWriter(stream));
        }
    }

    private static int Serve(string kind, PlayerOptions options, FrameReader reader, FrameWriter writer)
    {
        try
        {
            using var player = PlayerKinds.Make(kind, options);
            var marks = new TurnMarks(reader, writer);
            writer.Send(new PlayerHello(player.Facts));
            while (true)
            {
                var frame = reader.Receive();
                if (frame.Type is MessageType.Play or MessageType.Measure)
                {
                    writer.Send(Answer(player, frame.Type, new MessageReader(frame.Payload), marks));
                }
            }
        }
        catch (PlayerUnavailableException e)
        {
            writer.Send(new PlayerFailed(e.Message));
            return 1;
        }
        catch (LinkException e) when (e.Closed)
        {
            return 0;
        }
    }

    private static IMessage Answer(ScenePlayer player, MessageType question, MessageReader fields, TurnMarks marks)
    {
        var asked = Stopwatch.GetTimestamp();
        try
        {
            return question == MessageType.Play
                ? player.Answer(Play.Read(fields))
                : player.Answer(Measure.Read(fields), marks) with { Elapsed = (long)Stopwatch.GetElapsedTime(asked).TotalNanoseconds };
        }
#pragma warning disable CA1031 // A defect of the player concerns the question that met it; the harness decides whether to go on with this process.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var failure = FailureText.Of(e);
            return question == MessageType.Play ? Played.Failed(PlayFault.HarnessError, failure) : Measured.Not(MeasureFault.Failed, failure);
        }
    }
}
