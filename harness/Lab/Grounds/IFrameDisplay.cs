namespace Harness.Lab.Grounds;

/// <summary>A display that is shown one frame after the other.</summary>
public interface IFrameDisplay
{
    /// <summary>
    /// Draws a window between its nonce's strips and begins to show it, once the frame before is shown. No context is current afterwards.
    /// </summary>
    /// <param name="texture">R8G8B8A8 of that width and height, in pixels; drawn by a context that shares it.</param>
    void Begin(uint texture, int width, int height, uint nonce);

    /// <summary>Returns when the kernel says that the frame is shown that was begun last.</summary>
    void Await();
}
