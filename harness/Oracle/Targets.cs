using Harness.Oracle.Storage;

namespace Harness.Oracle;

/// <summary>One colour attachment: a level and layer of a texture, or the window.</summary>
internal sealed record ColourAttachment(TextureStorage Storage, int Level, int Layer);

/// <summary>The attachments of a framebuffer, resolved to their contents.</summary>
internal sealed record Targets(IReadOnlyList<ColourAttachment> Colours, DepthStorage? DepthStencil, int Width, int Height, int Samples);
