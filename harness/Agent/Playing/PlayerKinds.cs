namespace Harness.Agent.Playing;

/// <summary>The kinds of players.</summary>
internal static class PlayerKinds
{
    /// <summary>Makes a player with a driver context of its own.</summary>
    /// <exception cref="PlayerUnavailableException">It gets none.</exception>
    public static ScenePlayer Make(string kind, PlayerOptions options) => kind switch
    {
        "gl" => new GlScenePlayer(options.Present),
        "virgl" => new VirglScenePlayer(options.Present),
        _ => throw new PlayerUnavailableException($"There is no player '{kind}'."),
    };
}
