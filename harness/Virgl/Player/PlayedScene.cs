using Harness.Imaging;

namespace Harness.Virgl.Player;

/// <summary>A scene that has been drawn and not yet been cleared away.</summary>
public sealed class PlayedScene
{
    private readonly IVirglConnection connection;
    private readonly Action release;

    internal PlayedScene(IVirglConnection connection, uint context, GuestResource window, Action release)
    {
        (this.connection, Context, Window) = (connection, context, window);
        this.release = release;
    }

    /// <summary>The context that holds the scene's objects.</summary>
    public uint Context { get; }

    /// <summary>The surface that observers read: an R8G8B8A8 texture; row 0 of a transfer is the top row.</summary>
    public GuestResource Window { get; }

    /// <summary>The observer <c>readback</c>: TRANSFER_FROM_HOST_3D of the whole window.</summary>
    public Frame ReadBack()
    {
        (uint width, uint height) = (Window.Description.Width, Window.Description.Height);
        connection.TransferFromHost(Context, Window, new Transfer(new Box(0, 0, 0, width, height, 1)));
        connection.Finish(Context);
        return new Frame((int)width, (int)height, Window.Backing[..(int)(width * height * 4)].ToArray());
    }

    internal void Release() => release();
}
