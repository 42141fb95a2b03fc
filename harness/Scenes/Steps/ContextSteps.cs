namespace Harness.Scenes.Steps;

/// <summary>Later steps act in another context: its own objects and state (initial at first), the same resources. Context 0 is there from the start.</summary>
public sealed record UseContext(int Context) : Step;

/// <summary>
/// Hands the current context a stream that no driver may send; the context must be found lost, and named so. Steps after it run in a fresh context:
/// state is initial again, resources and their contents are as before.
/// </summary>
public sealed record BreakContext(BadStream Stream) : Step;

/// <summary>Streams and transfers that a renderer must refuse.</summary>
public enum BadStream
{
    /// <summary>A command number past the last one.</summary>
    UnknownCommand,
    /// <summary>A header whose length reaches past the end of the stream.</summary>
    LengthPastEnd,
    /// <summary>SET_VIEWPORT_STATE with a dword too few.</summary>
    ShortCommand,
    /// <summary>Binding a blend object that was never made.</summary>
    UnknownHandle,
    /// <summary>An object made by another context.</summary>
    ForeignHandle,
    /// <summary>A surface on a resource that does not exist.</summary>
    UnknownResource,
    /// <summary>A surface on a resource that is not attached to the context.</summary>
    DetachedResource,
    /// <summary>An inline write whose box is larger than the level.</summary>
    InlineWriteOutOfBounds,
    /// <summary>An inline write with a stride smaller than a row.</summary>
    InlineWriteShortStride,
    /// <summary>A transfer whose box is larger than the level.</summary>
    TransferOutOfBounds,
    /// <summary>A transfer that reaches past the backing.</summary>
    TransferPastBacking,
    /// <summary>Copying a region outside the source.</summary>
    CopyOutOfBounds,
    /// <summary>TGSI text that does not parse.</summary>
    BrokenShaderText,
    /// <summary>A shader whose text has no end.</summary>
    UnterminatedShader,
    /// <summary>A framebuffer with more colour buffers than there are.</summary>
    TooManyColourBuffers,
    /// <summary>CREATE_OBJECT of an object type that does not exist.</summary>
    UnknownObjectType,
    /// <summary>Object handle 0.</summary>
    ZeroHandle,
    /// <summary>A vertex-elements object with more elements than there are.</summary>
    TooManyVertexElements,
    /// <summary>A command number past the last one, and commands behind it that must not be taken for executed.</summary>
    UnknownCommandInFront,
    /// <summary>A last command that is cut off, behind whole ones.</summary>
    CutOffLastCommand,
    /// <summary>TGSI text whose lines end with carriage returns too.</summary>
    CarriageReturnsInShader,
    /// <summary>A draw with a shader that can be translated, but not compiled by the host's GL: nothing is refused before the draw.</summary>
    UncompilableShader,
    /// <summary>The same, and uploads behind the draw, which a lost context goes on to execute.</summary>
    UncompilableShaderThenUploads,
}
