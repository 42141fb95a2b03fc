using Harness.Scenes;
using Harness.Scenes.State;
using Harness.Scenes.Steps;

namespace Harness.Virgl.Player;

/// <summary>One scene being played: its contexts, resources, and the stream under construction.</summary>
internal sealed class Performance
{
    private readonly IVirglConnection connection;
    private readonly Scene scene;
    private readonly SceneResources resources;
    private readonly Uploads uploads;
    private readonly Copies copies;
    private readonly CommandStream stream = new();
    private readonly Dictionary<int, PlayerContext> contexts = [];
    private PlayerContext current;
    private GuestResource? clearVertices;

    public Performance(IVirglConnection connection, Scene scene, uint context)
    {
        (this.connection, this.scene) = (connection, scene);
        resources = new SceneResources(connection, scene);
        uploads = new Uploads(connection, resources) { Flush = Flush };
        copies = new Copies(resources, scene.Height);
        resources.CreateWindow(context);
        current = contexts[0] = NewContext(context);
        ClearWindow();
    }

    public PlayedScene Run()
    {
        foreach (Step step in scene.Steps)
        {
            Execute(step);
        }

        Flush();
        connection.Finish(current.Id);
        resources.AllQuiet();
        uint main = contexts[0].Id;
        return new PlayedScene(connection, main, resources.Window, Release);
    }

    private void Execute(Step step)
    {
        if (current.TrySet(step))
        {
            return;
        }

        switch (step)
        {
            case CreateResource s:
                resources.Create(current.Id, s.Resource);
                foreach (PlayerContext other in contexts.Values.Where(c => c != current))
                {
                    connection.Attach(other.Id, resources[s.Resource]);
                }

                break;
            case UpdateBuffer s: uploads.Write(current, s); break;
            case UpdateTexture s: uploads.Write(current, s); break;
            case CopyThroughGuest s: uploads.Copy(current, s); break;
            case Scenes.Steps.Clear s: current.Clear(s); break;
            case ClearInside s: current.ClearInside(s, ClearVertices()); break;
            case Draw s: current.Draw(s); break;
            case Scenes.Steps.Blit s: copies.Blit(current.Encoder, s); break;
            case CopyRegion s: copies.Copy(current.Encoder, s); break;
            case CopyBuffer s: copies.Copy(current.Encoder, s); break;
            case UseContext s: Use(s.Context); break;
            case BreakContext s: Break(s.Stream); break;
            default: throw new InvalidOperationException($"{step.GetType().Name} is not a step of the VirGL player.");
        }
    }

    private void Use(int number)
    {
        Flush();
        if (!contexts.TryGetValue(number, out PlayerContext? context))
        {
            uint id = connection.CreateContext($"scene context {number}");
            resources.AttachAll(id);
            contexts[number] = context = NewContext(id);
        }

        current = context;
    }

    /// <summary>The context must be lost by the stream, and a fresh one takes its place.</summary>
    private void Break(BadStream kind)
    {
        Flush();
        connection.Finish(current.Id);
        uint lost = current.Id;
        try
        {
            BadStreams.Send(connection, lost, kind, resources.Window, contexts.Values.FirstOrDefault(c => c.Id != lost)?.Id ?? 0);
            connection.Finish(lost);
        }
        catch (DeviceException e) when (e.Fault == DeviceFault.ContextLost)
        {
            Replace(lost);
            return;
        }

        throw new DeviceException(DeviceFault.ErrorResponse, $"The renderer accepted a stream that it must refuse ({kind}): the context is still alive.");
    }

    private void Replace(uint lost)
    {
        int number = contexts.First(c => c.Value.Id == lost).Key;
        connection.DestroyContext(lost);
        uint id = connection.CreateContext($"scene context {number}, again");
        stream.Reset();
        if (connection.Features.HasFlag(ConnectionFeatures.ManyContexts))
        {
            resources.AttachAll(id);
        }
        else
        {
            // The connection ended with the context, and the resources with it.
            clearVertices = null;
            resources.Remake(id);
        }

        current = contexts[number] = NewContext(id);
    }

    private PlayerContext NewContext(uint id) => new(id, resources, scene.Width, scene.Height, stream);

    private void ClearWindow()
    {
        // Contents of new resources are undefined; scenes count on zeros.
        current.Clear(scene.WindowDepth == Format.None
            ? new Scenes.Steps.Clear(Colour.Transparent)
            : new Scenes.Steps.Clear(Colour.Transparent, 0, FormatLayout.Of(scene.WindowDepth).HasStencil ? (byte)0 : null));
    }

    private GuestResource ClearVertices()
    {
        if (clearVertices is null)
        {
            var buffer = new BufferResource(int.MaxValue, BufferUse.Vertex, 32);
            resources.Create(current.Id, buffer);
            clearVertices = resources[buffer];
        }

        return clearVertices;
    }

    private void Flush()
    {
        if (stream.Length > 0)
        {
            connection.Submit(current.Id, stream.Words);
            stream.Reset();
        }
    }

    private void Release()
    {
        foreach ((int number, PlayerContext context) in contexts)
        {
            if (number > 0)
            {
                connection.DestroyContext(context.Id);
                continue;
            }

            current = context;
            context.DestroyObjects();
            Flush();
        }

        resources.DestroyAll();
    }
}
