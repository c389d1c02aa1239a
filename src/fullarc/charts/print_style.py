"""The colours of the printed picture. On screen the style sheet of the page gives them; a PDF has no style sheet."""

PRINT_STYLE = """<style>
text { font-family: "Libertinus Sans", "DejaVu Sans", sans-serif; font-size: 10.5px; fill: #3d3a35 }
.t-name { fill: #000 } .t-lane { fill: #000; font-weight: 600 }
.t-hint, .t-month, .t-num, .t-in { fill: #57524a; font-size: 10px }
.t-value { fill: #000; font-size: 12px; font-weight: 600 }
.t-better { fill: #1e6a55 } .t-worse { fill: #9a4210 } .t-mixed { fill: #69498a } .t-same { fill: #57524a }
.lane { stroke: #9c937f } .month { stroke: #e6e0d4 } .base { stroke: #cfc8ba }
.band { fill: #eee9de } .hatch { stroke: #dfd6c4; stroke-width: 2.5 }
.cut { stroke: #3d3a35; stroke-dasharray: 2 3 } .expected { fill: none; stroke: #3d3a35; stroke-dasharray: 5 3 }
.line { fill: none; stroke: #000; stroke-width: 1.5 } .thin { fill: none; stroke: #3d3a35; stroke-width: 0.8 }
.dot { fill: #000 } .within { fill: #fff; stroke: #000; stroke-width: 1.2 }
.l1 { fill: #8a806e } .l2 { fill: #5f584d } .l3 { fill: #000 } .l0 { fill: none; stroke: #6c665c }
.lu { fill: #c9c2b4; stroke: #5f584d; stroke-width: .75 }
.goal-step { fill: none; stroke: #000; stroke-width: 1.5 } .goal-zero { stroke: #9c937f } .goal-dot { fill: #000 }
.tick { stroke: #000; stroke-width: 1.3 } .answer { fill: #000 } .poor { fill: #fff; stroke: #000 }
.event { stroke: #3d3a35 } .t-dur { fill: #3d3a35 }
.event-dot { fill: #000 } .here { fill: #000 } .cancelled { fill: #fff; stroke: #3d3a35 } .missed { stroke: #000; fill: none }
.risk { fill: #a0182f } .risk-open { fill: #fff; stroke: #a0182f; stroke-width: 1.5 } .risk-no { stroke: #57524a; stroke-width: 1.25 }
.differ { fill: none; stroke: #69498a; stroke-width: 1.5 } .differ-box { fill: none; stroke: #69498a; stroke-dasharray: 2 2 }
</style>"""
