namespace Harness.Imaging;

/// <summary>Which strip of a frame.</summary>
public enum StripEdge
{
    Top,
    Bottom,
}
