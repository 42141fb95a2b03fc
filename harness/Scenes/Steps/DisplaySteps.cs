using Harness.Scenes.State;

namespace Harness.Scenes.Steps;

/// <summary>A rectangle of the display path, in pixels from the top-left corner.</summary>
public readonly record struct DisplayRectangle(int X, int Y, int Width, int Height);

/// <summary>RESOURCE_CREATE_2D with backing of scattered (or contiguous) pages, ATTACH_BACKING. The format is a 4-byte one.</summary>
/// <param name="Scattered">Backing in pages that are not neighbours.</param>
public sealed record CreateFramebuffer2D(int Id, Format Format, int Width, int Height, bool Scattered) : Step;

/// <summary>Fills a rectangle of the backing in guest memory; nothing reaches the host by that.</summary>
public sealed record FillBacking(int Id, DisplayRectangle Rectangle, Colour Colour) : Step;

/// <summary>TRANSFER_TO_HOST_2D of a rectangle. Null offset: the byte offset that the rectangle's corner has in the backing.</summary>
public sealed record TransferToHost2D(int Id, DisplayRectangle Rectangle, int? Offset = null) : Step;

/// <summary>SET_SCANOUT; null turns the scanout off.</summary>
public sealed record SetScanout(int? Id, DisplayRectangle Rectangle) : Step;

/// <summary>RESOURCE_FLUSH of a rectangle.</summary>
public sealed record FlushResource(int Id, DisplayRectangle Rectangle) : Step;

/// <summary>DETACH_BACKING, then ATTACH_BACKING of other pages that hold zeros.</summary>
public sealed record ReplaceBacking(int Id, bool Scattered) : Step;

/// <summary>Makes a 64x64 cursor image: a 2D resource with the given texels.</summary>
public sealed record CreateCursor(int Id, EquatableList<byte> Bgra) : Step;

/// <summary>UPDATE_CURSOR on the cursor queue: image, hot spot and position.</summary>
public sealed record UpdateCursor(int Id, int X, int Y, int HotX = 0, int HotY = 0) : Step;

/// <summary>MOVE_CURSOR on the cursor queue.</summary>
public sealed record MoveCursor(int X, int Y) : Step;

/// <summary>UPDATE_CURSOR with resource 0.</summary>
public sealed record HideCursor : Step;
