namespace Harness.Agent.Playing;

/// <summary>What a player is told on its command line.</summary>
/// <param name="Socket">Where the harness, or the agent, listens; a leading <c>@</c> makes it an abstract name.</param>
/// <param name="Present">Whether it is to drive the display: it then opens the card and sets modes.</param>
internal sealed record PlayerOptions(string Socket, bool Present)
{
    /// <summary>Reads the options; null when they are wrong.</summary>
    public static PlayerOptions? Parse(IReadOnlyList<string> arguments)
    {
        string? socket = null;
        var present = false;
        for (var i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "--present":
                    present = true;
                    break;
                case "--connect" when i + 1 < arguments.Count:
                    socket = arguments[++i];
                    break;
                default:
                    return null;
            }
        }

        return socket is null ? null : new PlayerOptions(socket, present);
    }
}
