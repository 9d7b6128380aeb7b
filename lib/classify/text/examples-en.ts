import type { Examples } from './match.ts';

const split = (texts: string): readonly string[] => texts.split(/[;\n]/).map((text) => text.trim()).filter((text) => text !== '');

/** What buyers say in English, whole, by reason: what a text is compared with beside the rules. Separated by semicolons. */
export const examplesEn: Examples = {
  defective: split(`
    seam came undone after two washes; stopped working after 3 days; won't turn on; zipper broke the first time; colors bled in the wash
    pilled after one wear; it shrank two sizes; battery dies in an hour; leaks from the bottom; defective; dosent work; sole came off; smells like mold
    poor quality; fell apart within a week; screen flickers; paint is peeling off; box was fine but item broken; handle snapped; rusted after a month
    Quality is awful; The heating element quit after a week; Black shirt turned grey after washing; won't hold a charge anymore
    Found a hole near the collar; speaker makes a crackling noise all the time; Blender motor died the second time I used it
    leggings got pills all over after one workout; keyboard keys don't register; The watch won't keep time; kettle leaks at the base; does not work
    does not work at all; it is not working; broke the second day; the motor burned out; doesn't do what it should, keeps failing; stops randomly
    the display has dead lines; remote control buttons unresponsive; tap drips constantly; suitcase wheel came off on first trip; coat lost its shape
    sweater unraveled; tore at the knee after two wears; necklace turned my neck green; printer jams every page; vacuum has no suction
    toaster only heats one side; fruit was rotten and moldy; eggs were bad; the glue failed and the heel came off; mirror peeling at the back
    camera won't focus; umbrella ribs snapped in light wind; keeps crashing and rebooting; the fabric ripped like paper; bulb blew within an hour
    kept losing connection; quality is really bad, broke right away; item malfunctions; wouldn't inflate; drawer came off its rails; fabric shed all over
    dye rubbed off on my skin; water gets inside; volume is broken; loses charge overnight; stops charging after a few minutes; won't stay lit
    the lock doesn't lock; fabric pilled terribly; the colour washed right out; pump quit; it sputters and shuts down; fell to pieces
    the seam gave way the third time I wore it; scratched lens from factory, blurry picture; sound cuts out; water leaks through the zipper
    keeps beeping and won't heat; no image on screen; got a dud; malfunctioning right away; the hinge broke off; threads bare after a month
    battery won't last an hour; cheap junk, broke instantly; turned yellow in a week; meat smelled off; keyboard letters wore off
    touchscreen doesn't respond; overall low quality, fell apart; fails to connect to wifi; motor making weird noise; one earbud has no sound
    shrank in the dryer; can't get it to turn on`),
  workmanship: split(`
    loose threads everywhere; badly stitched; crooked seams; stain on the sleeve; poorly made; uneven hem; rough edges; glue residue visible
    buttons sewn on loosely; scratches on the surface; shoddy workmanship; print is misaligned; seams already coming apart out of the bag; finish is sloppy
    Hem is coming loose and there are threads everywhere; There's a grease stain on the front right out of the bag; sewn so badly the pocket is crooked
    Glue all over the sole edges; sloppy stitching on both sleeves; Threads sticking out all over the place; collar is sewn on crooked
    paint job is awful, drips everywhere; There were oil marks on the white fabric; edges are rough and unfinished; stitched unevenly
    the lining is hanging out; a big smear of glue on the toe; dirty marks on the cloth when unpacked; holes drilled in the wrong place
    buttons hanging by a thread; pattern doesn't line up at the seams; edges not finished; hem uneven front to back; paint chips and bare spots, bad finish
    embroidery is messy with loose ends; dye stains on the strap; lopsided; shoddy build quality, gaps at the joints; one cup sewn higher than the other
    screw holes misaligned; fuzzy edges, poor cut; badly glued; visible tool marks; roughly made; collar puckers from bad sewing
    visible glue and loose threads; sewing is terrible; badly finished edges; marks and stains on arrival; pocket sewn shut; wonky legs, uneven
    the print is smudged; poorly assembled; screws stripped and holes off; splinters and rough surfaces; threads unraveling at the cuff when new
    pattern cut off centre; dirty spots on the fabric; missed stitches; zip put in wrong; unfinished inside; embroidered letters crooked
    dents and paint runs from factory`),
  missing_parts: split(`
    missing screws; no charger in the box; instructions not included; came without a remote; missing a leg; hardware pack was missing; no batteries
    one of the shelves is missing; lid missing; didn't come with the cable; parts missing; missing pieces can't assemble; forgot to include the adapter
    accessories were not there; Came without the power adapter; two of the bolts weren't in the bag so I can't assemble it; no instruction booklet
    The remote control is missing; table arrived with only three legs; No assembly hardware included; charging cord was left out; missing the lid
    didn't come with the mounting bracket; Only found 6 of the 8 bolts; no screws came with it; instructions absent; there was no cable
    the stand was not in the box; hinges missing; missing one of the legs; adapter not supplied; lacks the strap that is pictured; no spare filter
    missing the plug; package lacked the fittings; didn't find the allen key; not all components were there; cannot build it because a panel is missing
    pieces are missing from the kit; the cap wasn't there; no cover included for the cushion; without the handle; the drawer knobs were omitted
    parts bag not included; lens cap missing; dust bag not included; the charger wasn't included; screws missing; there's no manual in here
    missing the base; came with no cable; accessories missing from the box; remote missing; one bracket short; needed bolts not supplied
    a piece of the set-up kit is absent; where is the adapter; no filter inside; the belt that goes with the dress was not there; missing a drawer; no caps
    pump head missing; batteries not provided; wall anchors missing; kit lacks half its parts; straps weren't in the box`),
  expired: split(`
    expired; past its expiration date; expires next week; best before date passed; out of date; expiry date is last year; short dated
    sell by date long gone; expired two months ago; product was already expired; use by date was yesterday; close to expiry; old stock, expires soon
    Best before date was last month; these vitamins expired in March; sunscreen is past its expiry; only two weeks left before expiration
    Sent me out of date snacks; It was already past the sell by date; medicine expired last year; about to expire in 5 days; The use-by date had gone
    expiration date has passed; it has already expired; the date on the tin was last year; only days until expiry; past use by
    received stock that is out of date; best by date has gone; sell-by was a week ago; batteries expired in 2021; medicine almost expired
    food was stale and past its date; short shelf life left; lipstick expired; expired product; already past expiration; best-before was weeks ago
    sold me something out of date; expires this month; its date had passed; stale and expired; the date code shows 2022; nearly expired when received`),
  not_genuine: split(`
    fake; counterfeit; not authentic; this is a knock off; looks used; clearly worn before; refurbished sold as new; box was opened before; tags removed
    not an original; signs of use; serial number already registered; used item sent as new; it's a replica
    Pretty sure this is a knockoff, the logo is spelled wrong; Clearly someone used this before, there was hair on it; sold as new but it's refurbished
    Not the real brand, cheap imitation; seal was already broken and product half used; This isn't authentic, stitching of the logo is wrong
    came with someone else's data still on it; Not brand new, has wear marks; fake designer bag; tags were cut off and it smelled of perfume
    the hologram is fake; isn't real brand; poor copy of the original; not an authentic product; bogus; looks like it was returned by someone else
    someone wore these shoes; scuffed soles, clearly worn; opened box and missing seal; it's a refurb not new; preloved; used makeup, there's a finger mark
    phone had another person's photos; laptop already had an account on it; warranty already started by previous owner; imitation leather bag fake logo
    barcode doesn't scan as genuine; brand store confirmed it's fake; not original packaging, suspect counterfeit; pillow had hair on it
    clothing smelled of sweat, been worn; dirty and used; pirated copy of book; totally fake; not authentic at all; previously opened and used
    used condition; someone's return resold to me; obviously a replica; stains and smell show it was worn; was told new but it's reconditioned
    serial number is invalid; fake label; not legit; unsealed and half used; second-hand item sold as new; shoes had dirt on the soles
    seal was broken when it came; brand says it's not theirs`),
  safety: split(`
    caused a rash; allergic reaction; it started smoking; got an electric shock; burned my hand; overheats badly; caught fire; sharp edge cut my finger
    made me sick; broken glass inside, cut my kid; choking hazard; battery swollen; sparks flew; chemical smell gave me a headache; fire hazard
    The charger got so hot it melted the outlet; my daughter broke out in hives; Sparks came out when I plugged it in; cut my finger on the sharp metal edge
    gave me an electric shock; Heater nearly set the house on fire; my skin turned red and swollen; shattered in my hand and cut me
    smelled like burning plastic when plugged in; My dog got sick after eating it; sparks and a bang; I was burned by the handle; smoke came from the plug
    battery exploded; skin reaction, red and itchy; it gave my baby a rash; got cut by broken metal; chair broke and I fell and got hurt
    bug bites and swelling after wearing; plug melted; tripped the electricity; felt a shock when touching it; fumes made us dizzy; swallowed small magnet
    metal piece in my food; throat swelling after eating; eyes burning after using it; hot oil sprayed because lid failed
    helmet failed in a crash, dangerous; brakes don't work, nearly crashed; hair fell out after using; stroller collapsed with child in it
    chemical burn on scalp; stomach ache after eating; sharp nails sticking out; caught on fire; it burned my skin; gave me an allergic reaction
    nearly electrocuted; child got hurt; blew up; leaves shards of glass; it overheated and smoked; rash and itching; glass broke and cut my hand
    hot to the touch, scary; cut myself on it; smelled toxic; skin burned after applying; made us all ill; wires exposed; battery leaked acid
    fell and injured my back; hazard to kids; eyes swollen shut`),
  not_as_described: split(`
    not as described; nothing like the picture; not as advertised; misleading photos; does not match the description; looks different from the website
    false advertising; listing says 10 inch but it's 8; description was wrong; not what was shown; different than pictured; doesn't have the features listed
    wrong specs in description; not what it says on the page; Looks nothing like the photos; listing said waterproof, it isn't
    The specs on the page are wrong, only 8GB not 16; item is different from what was advertised; Description was very misleading
    not at all what the pictures show; Advertised as wireless but has a cord; doesn't match what's on the website; listing claimed 1080p, it's 480p
    product differs from the description; the real thing is not like the pictures; misleading title; not the same product as on the page; specs are false
    it is smaller capacity than stated; missing the feature listed; claims don't hold up; false advertisement; the listing is wrong
    they said it has memory foam, it doesn't; described as new edition but it's the old one; supposed to be rechargeable but takes batteries
    website shows a different design; the picture is of another version; doesn't do what the ad says; stated weight is wrong
    you advertised stainless but it rusted, description false; not quite what was listed; quite unlike the video
    the photo shows two pockets, there are none; description said handmade, it's machine made; fake description; expected what the photo showed
    completely different from the photos; item in the picture isn't what came; description lied; not like the ad; lacks the feature you listed
    wrong description; page said one thing, got another in quality; doesn't look like the photo; photos were edited; advertised size of memory is false
    bogus claims; not matching listing; features described are missing; battery life nowhere near what was claimed; misdescribed; website misled me
    says 4K and it isn't; looks nothing like it does online`),
  colour_or_material_differs: split(`
    color way off; colour is different from the picture; material is not cotton; much darker than shown; fabric is cheap and thin; not real leather
    shade is wrong; colour doesn't match photo; it's polyester not silk; looks more orange than red; see through material; color not as pictured
    feels like plastic instead of metal; the fabric isn't what I expected, very thin; The green is much darker in person
    supposed to be linen but it's polyester; color is completely off from the photo; fabric is see-through and thin; That's not real leather
    Looks brown in person, photo shows black; it's not 100% cotton like you said; shade of pink is totally different
    Feels like plastic, not the leather you promised; fabric much thinner than I thought; color not like picture; it's way more yellow than shown
    came in a darker shade; fabric feels cheap and scratchy unlike described; leather is fake; not silk at all; metal turned out to be plastic
    I expected cotton and got polyester; the hue is different; more purple than blue; the material is too thin; cloth is rough not soft as stated
    colours are dull compared to the photo; it's transparent; looks greenish in real life; not the vivid red displayed; material is flimsy and synthetic
    coating instead of solid brass; wood is fake, it's particle board; tone doesn't match; different fabric to the picture
    looks faded compared with website; nylon instead of wool; different colour from the website; the colour isn't right; not the same shade
    material is not what was described; polyester instead of cotton; colour looks washed out compared with photos; fake leather though listed as real
    thin cheap fabric; silver looks grey and dull versus picture; much brighter than shown; feels synthetic; texture is not like described; not pure wool
    it's see-through; color was more green than teal; plastic rather than glass`),
  size_chart_wrong: split(`
    size chart is wrong; followed the size chart and it's too small; sizing is off; not true to size; measurements are inaccurate; dimensions are wrong
    size guide misleading; sizing inconsistent; labelled wrong size; went by the size chart, way too big; size not as described
    the listed measurements don't match; sizes run all over the place; Your size chart is way off
    I followed the measurements on the site and it doesn't fit at all; Dimensions listed are incorrect, it's 10cm shorter
    sizes are not accurate, labeled M but measures like XS; chart said large would fit, it's tiny; measurements on the listing are wrong
    your sizing guide is useless; sizing is completely inaccurate; advertised as 30 inches but measures 26; measurements listed are off
    the chart is inaccurate; labelled L but measures S; your chart told me to get M and it's wrong; sizes don't correspond to the chart
    size on the page isn't the real size; inch measurements are incorrect; actual dimensions differ from those listed
    ordered by your guide and it doesn't fit; the guide is wrong; stated length wrong; size info misleading; tag says 8 but fits like a 4
    wrong measurements on website; smaller than the dimensions in the listing; sized wrong according to chart; numbers on size table are off
    chart is off by two sizes; sizing guide wrong; measurements in the description are incorrect; not the size stated; size label is wrong
    doesn't match the size chart; true measurements differ; I measured, it's not what you list; listing dimensions wrong
    following the chart got me the wrong size; inaccurate sizing; height is not as stated; size M is really a S according to your chart`),
  too_small: split(`
    runs small; too tight in chest; too small; can't zip it; too short; narrow fit; need a bigger size; sleeves too short; shoes pinch my toes
    smaller than expected; fits too snug; order a size up; Way to small; waist is tight; Couldn't get it over my hips; super tight around the shoulders
    needs to be at least one size bigger; fits like a kids size; toes are squished; Barely fits, had to squeeze in; waistband digs into me
    shoes are too narrow for my feet; Went with my usual size and it's too snug; wish I had sized up; it doesn't go over my head; can't close the zip
    pinching at the toes; tight across the bust; sleeves don't reach my wrists; length is too short; skimpy; too cropped; can't get my arm in; rides up
    size runs small, go up; restrictive at the shoulders; my foot won't go in; it's a squeeze; the ring won't go over my knuckle
    hat is too tight on my head; shorter than I'd like; this would fit a child; collar chokes me; waist won't button; too narrow across the foot
    fit is very tight; smaller than usual; I need an XL instead of L; bra band is tight; didn't fit, too small; it's tight everywhere
    can barely breathe in it; too short in the legs; sleeves too tight; way too tiny; I need a size bigger; hips too tight
    doesn't cover my bottom, too short; shoe rubs my toes, too small; cups too small; fits a child; should be a larger size; narrow and pinches
    not enough room in the chest; waist doesn't close; small fit, size up`),
  too_large: split(`
    runs large; too big; too loose in the waist; too long; baggy; need a smaller size; falls off my feet; huge on me; sleeves too long; larger than expected
    fits like a tent; size down; way to big; shoulders too wide; I'm swimming in this dress; way too baggy on me; Shoes keep slipping off my heels
    sleeves hang past my fingertips; should have sized down, huge; hat falls over my eyes; waist gap is huge, way too loose; Ordered medium, fits like an XL
    too long for me, I'm 5'2; ring slides right off; way bigger than I thought; falls off my shoulders; sagging at the waist; so long it drags on the floor
    wide at the hips; I look like I'm wearing a tent; slips off my feet; need to go down a size; loose around the ankle; cap comes down over my ears
    oversize on me; the sleeves cover my hands; watch strap too long even at last hole; size up was a mistake, too large; huge fit; bra cups too big
    comes up massive; baggy at the knees; it's wide and shapeless; bracelet slips off my wrist; can fit two of me; it's too big on me; falls off
    too much fabric, loose everywhere; shoes come off when walking; like a sack; the waist is too wide; too long in the arms; need smaller
    extra large even though I ordered small; size too big; keeps sliding down; bigger than I wanted; hangs loosely; neck opening too wide; giant
    can't keep it up, loose`),
  unsuitable: split(`
    doesn't fit; not compatible with my phone; does not suit me; wrong fit; uncomfortable; incompatible; not suitable; doesn't fit my window
    the fit is weird; didn't work with my laptop; not the right fit; won't fit through the door; unflattering cut doesn't suit my shape; too heavy for me
    Doesn't fit my car model; just doesn't fit me right; Not compatible with my iPhone; mattress is too firm for my back; the cut does not suit my body
    cartridge isn't compatible with my printer; Wrong fit for my body type; Does not fit our sink; these shoes are really uncomfortable
    not suitable for sensitive skin; doesn't work with my device; won't attach; not the right type for my machine; it doesn't fit my couch
    not comfortable to wear; hurts my feet; not suited to my skin; cut isn't right for me; doesn't mount on my wall; connector is different
    unsuitable for my needs; not compatible with my system; wrong thread; doesn't fit the car; can't be installed in my house; bed too hard
    neck hole weird, fit is off; does not sit properly on me; wrong voltage for my country; case doesn't match my phone model
    not appropriate for my child's age; too complicated to use; glasses uncomfortable on nose; doesn't go with my body type; not compatible
    doesn't fit my car; doesn't fit well; just doesn't work for my body; uncomfortable to wear; doesn't suit my face; wrong type for my device
    not right for my space; wouldn't fit in the frame; bad for wide feet; doesn't match my socket; cannot be mounted; doesn't fit the machine; too firm
    doesn't fit properly; hard on my back; not suited for outdoor use; won't work with my setup`),
  wrong_item: split(`
    wrong item; sent the wrong color; received wrong size; not what I ordered; ordered black got white; got someone else's order; wrong product sent
    you sent me a medium instead of large; two left shoes; incorrect item; completely different item in the box; wrong model; recieved wrong item
    shipped me the wrong one; I ordered blue and got red; received somebody else's order; You sent me a phone case instead of a charger
    wrong model in the box; Size L ordered, size S received; I got a completely different product; They shipped the wrong size; ordered a queen got a twin
    This isn't my order; item received was not the one I bought; received a different product; you shipped the wrong color; got the wrong size in the box
    this belongs to another customer; not the item on my order; I paid for X and received Y; sent a small, I ordered large; they mixed my order with another
    got men's, I ordered women's; another book than I ordered; instead of the lamp I got a clock; they sent me a different brand
    the variant is not what I chose; received two different shoes; wrong flavor delivered; not my item; packing slip right, product wrong
    incorrect version shipped; item swapped; received someone else's package; received pink rather than blue; the kit is for another model
    wrong quantity and wrong item; you sent the wrong thing; not what I bought; mixed up orders; sent me a different colour than ordered
    I received another person's items; got the wrong one; ordered 8 got 9; box label says one thing but another item inside; received the wrong part
    entirely different product; wrong design sent; different model than ordered; wrong scent delivered; got a shirt when I ordered pants; sent left and left
    shipped incorrect product; wrong shade was shipped; I asked for medium, small came`),
  missing_item: split(`
    missing one item; only received 1 of 2; empty box; ordered three got two; half the order missing; free gift missing; one bottle short; package was empty
    not all items arrived; only one sock in the pack; an item was left out of my order; quantity is wrong, 8 not 10; incomplete order; one shoe only
    Ordered 4, only 3 were in the package; Box was empty when it got here; one of the pillowcases wasn't included in the set
    the free gift was not in the package; half my order is missing; only half of what I ordered came; Missing 2 of the 6 glasses
    pack of 10 had just 8 in it; the bonus mug wasn't there; Nothing in the box when I opened it; one of the items is not there; I only got one of two
    there were nine, not ten; didn't get the second pair; order is short; received an empty parcel; box with nothing in it; missing the other shoe
    bonus item not received; gift not included; some of the products are missing; packing list shows 5, only 4 inside; package light, something missing
    just one glove; no free sample as advertised; incomplete delivery of my items; three bottles rather than four; not the full amount
    one plate absent from the set; where are the other two; half is missing; forgot my second item; count is wrong; less pieces than stated on the pack
    one item missing from my order; got only one; just two out of three came; nothing inside the package; missing the free item; one sock missing
    quantity less than paid for; some of my order is absent; it was supposed to be a pair, only one; order had 5 items, 4 arrived; not everything came
    one pack short; partial delivery; second item never included; the other half of the set not there; only received the top, not the bottom
    less than advertised count; bag had 20 instead of 25`),
  late_shipment: split(`
    never shipped; still not shipped; took too long to ship; shipped late; hasn't been dispatched; seller did not ship on time
    label created but not shipped; order still processing after two weeks; slow to dispatch; took 10 days to ship out
    waiting for shipment to leave warehouse; not sent yet; delayed dispatch; Seller still hasn't shipped after 10 days; took two weeks just to dispatch
    label was created but the package never left the warehouse; order has been processing forever; They shipped it a week late
    seller took 9 days to send it out; Order sat in "preparing" for two weeks; still waiting for it to be dispatched; not shipped yet
    You said ships in 24h, it's been a week; it's taking too long to leave the seller; hasn't been sent out; order placed a week ago and not shipped
    shipping label made but package not handed in; the shop keeps delaying the dispatch; no shipping confirmation after 8 days; still pending
    they waited ten days to send it; posted late; not shipped within promised time; seller is slow to ship; you took forever to mail it
    stuck at 'awaiting fulfilment'; seller ignored the ship-by date; preorder postponed; didn't go out until last week; fulfilment is slow
    not yet handed to carrier; dispatch overdue; never sent it out; took weeks to ship; waiting for dispatch; hasn't shipped; order not processed
    still says label created; did not ship by the date; slow to send; shipping was late from the warehouse; seller delays sending
    two weeks and it's unshipped; ship date pushed back; you haven't posted it; late to dispatch; sat at the warehouse before going out`),
  out_of_stock: split(`
    out of stock; sold out; seller cancelled my order; backordered; no longer available; item not in stock; they ran out; discontinued
    not available in my size; seller said no stock; unavailable; order cancelled by store due to inventory; can't fulfill
    Seller cancelled because it's sold out; was told they no longer have it in stock; on backorder until spring; item unavailable, they asked me to cancel
    No stock left; They don't have my color anymore; merchant says it is out of stock; Order got cancelled, no inventory; currently unavailable
    sold out after I paid; no more left; seller doesn't have it; not in inventory; they ran out of my size; listing was oversold; they can't get it anymore
    item has been discontinued; they asked me to cancel because there's none; temporarily out; order voided due to stock; the store says unavailable
    nothing left in that color; warehouse has none; wait for restock; supplier is out; not being made any more; vendor cancelled for lack of stock; no stock
    cancelled since unavailable; seller ran out; not in stock after all; item unavailable; they couldn't fulfil; on back order; none available
    my size is gone; stock error; can't supply; discontinued by maker; cancelled by the shop`),
  bad_packaging: split(`
    poor packaging; no bubble wrap; badly packed; thrown in a box with no padding; packaging was terrible; not packed properly; inadequate packaging
    came in a plastic bag with no box; flimsy box; cap was loose and not sealed; packaging too thin; no protection at all; poorly wrapped so it broke
    No padding whatsoever around the vase; was just tossed in a thin envelope; Packed so poorly that two plates broke; they didn't bother with bubble wrap
    terrible packaging job; Wrapped in a single sheet of paper; seller packed it horribly and it broke; not enough padding; lid wasn't secured so it spilled
    No box, just a poly bag; hardly any padding; they just stuffed it in a bag; wrapped in newspaper only; glass with no protection; parcel was not sealed
    item loose and banging around in the box; the packing is careless; no cushioning inside; not protected from rain; single layer of plastic
    box reused and falling apart; badly boxed; should be packed better; lid came off as it wasn't taped; no filler in the carton
    wrapped so thinly that it chipped; poor wrapping; packaged like garbage; not in its own box; gift wrapping terrible; bottle not sealed so it spilled
    package had no padding; bad packing; wrapped poorly; not boxed properly; packaging inadequate; bottle leaked because cap was loose
    plates stacked without paper; no fragile label, no padding; came without any box; packing was careless; one thin bag; not enough wrapping
    loose in an oversized box; needs bubble wrap; cheap thin mailer`),
  damaged_in_transit: split(`
    arrived smashed; damaged in shipping; box was crushed; broken on arrival; came in pieces; arrived dented; cracked when I opened it
    package was torn open and item damaged; glass shattered; bent corner; arrived broken; leaked all over the box; damaged during delivery; Arrived dmaged
    Mirror was in a thousand pieces when I opened it; box looked like it had been run over; corner got dented during shipping; arrived with a cracked screen
    the shampoo leaked all over the parcel; Lamp was shattered when it arrived; Dented can; parcel got soaked in transit; showed up cracked
    box had been crushed and the frame was bent; smashed to pieces in the post; package was ripped open and soaked; broken when it got here
    handle cracked off in shipping; arrived with big scratches and dents; parcel squashed; corner crushed; glass broken inside
    liquid spilled all over the box in transit; destroyed by the carrier; bent on arrival; dropped by courier and cracked; came in bits
    rained on and ruined; frozen food melted on the way; arrived deformed; screen shattered on arrival; damaged parcel; flattened box
    torn package, contents damaged; lamp broken on receipt; plants crushed; chipped rim when unpacked; damage happened in delivery; damaged when it arrived
    arrived shattered; dented and scratched by shipping; box was wet and torn; crushed in delivery; broken upon delivery; cracked in the mail
    it leaked in transit; came bent; corner smashed; package was destroyed; glass arrived in pieces; shipper broke it; everything spilled in the box
    item arrived with a crack; squished box; arrived torn; pot was broken when I opened the box; banged up in the post`),
  late_delivery: split(`
    arrived late; late; took three weeks to arrive; shipping was slow; delayed; still hasn't arrived after estimated date; stuck in transit
    delivery took forever; came a week late; package delayed in customs; not delivered on time; tracking has not moved in days; two weeks and still waiting
    Took a month to get here; package has been stuck at the hub for a week; came ten days later than promised; delivery was painfully slow
    tracking hasn't updated since Monday; supposed to be here Friday, came Wednesday; shipping is so slow; It has been in transit for 3 weeks
    delivery kept getting delayed; took twice as long as promised to arrive; took ages to come; five days late; not here by the date promised
    shipment delayed again and again; was stuck in customs for weeks; slow postal service; I waited a month; arrived much later than stated
    paid for next day and it took a week; express shipping that was not express; still in transit; delivery is late; it's overdue; so slow
    courier kept it at the depot for a week; estimated date passed and still nothing moving; tracking stopped moving; three weeks for delivery
    delivery estimate was wrong by ten days; tardy; never on time; expected Monday, came Friday; took longer than it should; too slow
    arrived way after the date; delayed by weeks; shipping delays; took too long to get here; still waiting for delivery; the package is stuck; it is late
    came after two months; no tracking update for a week; delivery date keeps moving; late by five days; longer than two weeks; package sat in transit
    slow mail; delivered a week late`),
  lost_or_not_received: split(`
    never showed up; tracking says delivered but nothing here; never arrived; lost in the mail; did not receive; package stolen; not received
    marked delivered, never got it; missing package; delivered to wrong address; no sign of my parcel; never got my order; item never came; nevr arrived
    Says it was delivered but it's not here; My package never came; USPS lost it; someone stole it from the porch; haven't received anything
    Package vanished; delivered to somebody else's house; I don't have it, tracking says it was dropped off; it never got here; Order lost by courier
    no package came; it's lost; missing in the mail; delivered to a neighbor I don't know; I received nothing; shows as delivered yet I have nothing
    someone took it; wasn't in my mailbox; has not arrived; order never came through the door; mail lost my parcel; tracking says complete, no parcel
    package got stolen; delivered to a different city; nothing here; carrier can't find it; returned to sender without my knowing; never got the product
    did not get my delivery; where's my stuff; never made it to me; left with a stranger; proof of delivery is not my house; not delivered; package lost
    no delivery; where is my package; did not get it; order missing; says delivered, it's not; stolen package; delivered to wrong house
    hasn't come and tracking ended; nothing in my mailbox; carrier lost it; I never received this; went to the wrong address; haven't seen it
    marked as delivered but no package; it got lost`),
  carrier_service: split(`
    driver was rude; courier threw the package; left in the rain; delivery guy didn't ring the bell; left it at the wrong gate in the open
    driver refused to come up; mailman tossed it over the fence; no delivery attempt was made; had to pick it up at the depot myself
    ups driver yelled at me; courier was awful; delivery person demanded a tip; driver ignored delivery instructions; Delivery guy threw it over the gate
    driver was super rude to my mom; courier left it in the rain; They never rang the bell and said I wasn't home; Fedex refused to bring it to my door
    courier was rude and refused to wait; driver left the package out in the open in the pouring rain; They marked a failed attempt without even coming
    delivery man kicked the box; Had to drive to the depot because they wouldn't deliver; the driver cursed at me; left my package in a puddle
    he threw it at the door; driver wouldn't come to the door; made me collect it from the depot; courier never called; package tossed on the porch
    driver lied and said nobody was home; delivery person was aggressive; left in the open street; handed to a random person without asking
    dumped on the pavement; delivery guy wanted cash; they ignore the delivery note; postman just left a slip without knocking
    the carrier is terrible and careless; driver parked on my lawn and was abusive; refused to deliver to my floor; mail carrier shoved it in the box
    driver rude; left package in the rain; courier threw it; no doorbell ring; driver didn't try to deliver; left at the end of the driveway
    delivery man was impolite; courier refused stairs; bad delivery driver; UPS never knocked; package dumped by the bins; postie threw it over the fence
    they left it with a stranger without asking; courier demanded money; didn't follow delivery instructions`),
  poor_service: split(`
    rude customer service; terrible service; unhelpful support; agent hung up on me; seller was rude; bad customer service; staff unprofessional
    seller refuses to help; poor service; support was useless; bad attitude; they blamed me; customer service is a joke; Agent was rude and hung up on me
    the worst customer service I've dealt with; support kept passing me around; seller was condescending; staff could not care less
    Representative was so rude; They treated me like a liar; awful support experience; store refused to help me at all; customer care was dismissive
    customer service was awful; agent was impatient and cut me off; seller treated me badly; support staff clueless; they won't take responsibility
    the manager insulted me; unhelpful and arrogant; kept transferring me; service is a disgrace; aggressive replies from the seller; refused to exchange
    they blame me for everything; no courtesy at all; support gave me wrong information; seller called me names; staff mocked me; zero empathy
    rep lied to my face and was rude; worst support; didn't want to help; poor attitude; bad service; rude seller; no help from support; unprofessional
    terrible to deal with; customer service lied and was rude; nobody could help me; they were nasty; poor support; passed me around departments
    seller argued with me; refused to honor return; hung up; staff were horrible; worst experience with customer care; gave me attitude`),
  no_response: split(`
    no response from seller; nobody answers; emails ignored; seller won't reply; never got back to me; no reply; can't reach anyone; ghosted
    called many times no answer; unanswered messages; support not responding; no one picks up; they ignore me; I've emailed four times with no answer
    nobody picks up the phone; seller is ignoring my messages; never got a reply from support; They just ghosted me; Seller went silent
    no one gets back to me; emailed twice, no reply; Can't get in touch with the store; my tickets go unanswered; they won't answer me; nobody gets back
    I wrote five times, nothing; phone rings out; no one answers the chat; no reply to my complaint; they stopped responding; seller not reachable
    waiting on a response for two weeks; radio silent; no contact possible; I get automatic replies only; didn't hear anything back; mails bounce
    messages left unread; my case is ignored; no answer from customer service; unable to reach anyone; they blocked me; seller doesn't reply
    never responded; seller ignores me; nobody answers the phone; no answer to emails; can't contact the seller; no one responded
    customer service unreachable; waiting for an answer for days; sent messages, silence; ghosted by seller; never called back; no one picked up`),
  promise_not_kept: split(`
    promised refund never came; they said they would send a replacement and didn't; broken promise; didn't honor the agreement; was promised a discount
    didn't keep their word; seller lied about sending a new one; promised next day delivery, didn't happen; agreed to refund but never did; not as promised
    went back on what they said; told me I'd get a credit, never got it; guarantee not honored; They promised a replacement and it never happened
    was told I'd get a call back within 24h and a credit, got neither; Seller agreed to a partial refund then backed out; went back on their word
    you guaranteed free installation but nothing; Said they'd refund the difference, never did; promised me a free replacement but nothing came
    You did not honor your guarantee; they agreed to exchange and then refused; was assured delivery by Friday, a lie
    they told me they'd send a refund and it never happened; said free returns then charged; promised to replace it, nothing
    you said you'd match and then refused; agreed on compensation, never received; went back on the deal; not keeping to what was agreed
    claimed lifetime guarantee, refused it; promised a bonus that was never sent; seller said he would fix it and vanished; verbal promise broken
    the discount I was promised after purchase never came; didn't deliver on your guarantee; they don't stand by their word
    was told it would be handled and wasn't; commitment ignored; promised free shipping label never came; promised and didn't deliver
    they didn't keep their promise; said they'd replace it, never did; promised refund not given; offered discount then refused; lied about compensation
    agreed return label never sent; told me one thing, did another; they said I'd get a gift card, no; not as agreed; promise broken`),
  invoice: split(`
    no invoice; need an invoice; wrong name on invoice; invoice missing; VAT invoice not provided; need a receipt; receipt missing; invoice amount wrong
    did not send invoice; tax invoice please; invoice has wrong address; they refuse to issue an invoice; need a proper VAT receipt
    Need a VAT invoice and they won't provide one; company name is wrong on the invoice; no receipt included; invoice never sent
    tax invoice has the wrong amount; invoice shows wrong VAT number; Still haven't gotten the invoice; can't get a receipt for my company
    Please send an invoice; billing name incorrect on invoice; billing invoice missing; cannot get invoice; company invoice needed
    VAT number missing from the invoice; the receipt shows the wrong name; no bill in the box; invoice request ignored
    need official receipt for reimbursement; incorrect tax details on the invoice; please reissue the invoice; invoice never emailed; no invoice sent
    invoice wrong; need receipt; invoice please; vat invoice missing; wrong details on the bill; request for an invoice`),
  price_drop: split(`
    price dropped; price went down after I bought it; cheaper now; went on sale the next day; price match; price adjustment; lower price now
    now it's $10 less; on sale a week later; price difference refund; price was cut in half right after; dropped the price
    it is cheaper today than when I ordered; Price went down 30% the day after I bought it; it's on sale now for less than I paid
    you dropped the price right after my order; want the price difference back; Now it's $20 cheaper; saw it 15% lower the following morning
    Price protection request; they lowered the price a day later; It's cheaper on your site today; want a refund of the price difference
    the price is down now; it's cheaper a few days later; you lowered the price; got cheaper the next day; same item now discounted on your store
    wants price match to current price; item went on sale after purchase; dropped by 20%; price reduced right after; I paid more than today's price
    refund me the difference, now on sale; now sold for less on this site; price changed the day after; flash sale hours after I paid full price; price fell
    cheaper the next day; now lower; price adjusted lower after purchase; on sale right after; refund the difference; same item reduced; price went down
    I overpaid, price dropped`),
  promotion_missed: split(`
    forgot to use coupon; promo code didn't work; discount not applied; missed the sale; forgot discount code; coupon not accepted; didn't get the promotion
    voucher not working; want to reorder with discount; sale price not honored; buy one get one not applied; missed promo; points weren't applied
    Forgot to enter my promo code; coupon didn't apply at checkout; missed the 20% off sale; discount code wasn't accepted; Want to reorder with the voucher
    my 10% code was not taken off; didn't get the bundle discount; Forgot to add coupon, will rebuy; voucher expired before I could use it
    gift card points weren't applied; coupon not used; code was rejected; discount was not deducted; forgot to add promo; the deal did not apply
    meant to use my voucher; promotional price not applied at checkout; missing my discount; rebuy to use the offer; I was not given the sale price
    coupon expired; free shipping code didn't work; buy one get one free wasn't given; points not redeemed; gift voucher failed; missed black friday deal
    promo ended before I ordered; cashback not tracked; coupon didn't work; forgot coupon; code not applied; discount missing; promotion not applied
    did not get sale price; wanted to use a code; reordering with discount`),
  fee_dispute: split(`
    charged twice; shipping fee too high; return shipping cost; overcharged; restocking fee; customs fees; extra charge; charged for shipping that was free
    hidden fees; refund amount is wrong; billed twice; why was I charged tax; delivery charge not refunded; Charged me twice for the same order
    why do I have to pay return shipping; restocking fee is ridiculous; got hit with customs charges; refund is less than what I paid
    Double charged my card; unexpected import duty; They deducted a restocking fee; shipping charge was higher than quoted; why is the refund $8 short
    charged too much for shipping; unfair fee; hidden cost; billed for something I didn't order; return postage should be free; two charges on my card
    import taxes not mentioned; refund missing shipping; the courier charged me extra; service fee dispute; they took more money than the price
    wrong amount refunded; paid for installation twice; cost of return too high; overbilled; deducted money from refund; why charge a fee
    credit card charged again; double charge; extra fees; paid return shipping; charged wrong amount; shipping too expensive; wrong refund amount
    customs charges; restocking charge; billing mistake; overcharged me; not refunded in full`),
  cheaper_elsewhere: split(`
    found it cheaper elsewhere; cheaper on amazon; better price elsewhere; too expensive; overpriced; found a better deal; local store has it for less
    not worth the price; cheaper at walmart; lower price at another store; found cheaper; same item half price on ebay; poor value for money
    Found the same thing for half on another site; way overpriced; Walmart has it for less; got a better deal somewhere else; too expensive for what it is
    saw the same one for $20 less at Target; Too pricey; it's cheaper on eBay; another shop sells it for less; way too expensive for the quality
    found for less money elsewhere; other shops are cheaper; too much money; it's cheaper down the road; another website sells at a lower price
    price is too steep; found one at half the cost; competitor has better price; not worth what I paid; saw it at a lower cost at a local shop
    a better offer somewhere else; too dear; cheaper brand does the same; cheaper somewhere else; found better price; costs less at another store
    better deal elsewhere; lower price on another site; overpriced item`),
  changed_mind: split(`
    changed my mind; no longer needed; don't want it anymore; impulse buy; regret buying; bought something else; plans changed; not needed; don't need it
    decided not to keep; no longer want; chose another one; buyer's remorse; decided I don't really need it; My plans changed; no longer want this
    impulse purchase, regretting it; thought it over and going with something else; On second thought I don't need it; we decided against it
    Not needed any more; bought on impulse; I would rather have something different; don't want; not wanted anymore; I no longer require it
    decided not to go ahead; changed our minds; went for a different product; no need now; thought again and don't need it; prefer another one
    bought a different brand; regretted the purchase; spontaneous buy; circumstances have changed; we moved on to another option; I don't have use for it
    decided to save money; cancel please; just decided to return it; not interested anymore; found I don't need one; don't want it; changed mind
    bought another; decided not to keep it; don't need it any longer; I regret this purchase; found something better; got a different one instead`),
  no_reason_7_days: split(`
    no reason; 7 day return; right of withdrawal; within return window; no particular reason; 14 day withdrawal; cooling off period; 7 days no reason return
    withdraw from contract; returning within 30 day return period; no reason, just returning; free return period; exercise my right to withdraw
    Exercising my 14 day right of withdrawal; returning within the return window, no particular reason; no reason return; cooling-off period return
    7-day no questions asked; 14-day return right; no reason, within the return period; Withdrawing from the contract within 14 days
    returned under cooling-off rights; no specific reason; no reason given; return without reason; legal right to return in 14 days
    withdrawal from purchase; within the cooling off; returning in the allowed return window; 30 day no questions; return policy, no reason
    just using the 7 day return`),
  ordered_by_mistake: split(`
    ordered by mistake; ordered wrong size; wrong size ordered; accidentally ordered; my mistake; bought the wrong one; clicked wrong button
    wrong address entered; kid ordered it; picked the wrong color; didn't mean to buy; misread the description; accidental purchase; unauthorized purchase
    My toddler hit buy now; Clicked the wrong color by accident; didn't mean to order this; I put in my old address; my own mistake, picked the wrong size
    Picked wrong size by mistake; I misread the listing, my bad; wrong shipping address on my part; bought the wrong version accidentally
    Somebody used my account to buy this; bought accidentally; wrong item chosen by me; entered wrong delivery address; picked incorrect size myself
    ordered the wrong colour, my bad; I selected the wrong variant; child placed the order; mis-ordered; clicked buy without meaning to; my wrong choice
    read the title wrong; I got the model number wrong; ordered on the wrong account; someone ordered without my consent
    thought I was buying a different one; error on my side; pressed the button twice by error; didn't notice it was a set of one
    should have ordered another size, my fault; ordered wrong one; wrong size picked by me; accident; did not mean to order; bought in error
    wrong address given by me; clicked by accident; ordered the wrong size; chose wrong color; I ordered incorrectly; kid pressed buy
    misunderstood what it was when ordering`),
  disliked: split(`
    don't like it; didn't like the style; ugly; not my style; disappointed; looks cheap; not what I expected; not for me; hate the color; tastes bad
    no effect; not impressed; doesn't look good on me; hate it; Just don't love it; Looks ugly on me; not really my style; Taste is awful
    Wasn't what I was hoping for, underwhelmed; hate the way it looks; Don't like the fit and style; smell is not for me; did nothing for my skin
    Not impressed at all; not my taste; doesn't look nice; I don't like how it feels; not as pretty as I hoped; looks odd on me; the pattern is ugly
    don't enjoy the taste; flavor is bad; not a fan of the smell; doesn't suit my taste; style is dated; ugly colour on me
    it didn't work for my skin, no results; product is ineffective; just not impressed; disappointed with the look; looks better online than on me
    too plain; I hate it; doesn't look right with my furniture; can't stand the scent; not satisfied; don't like; not as nice as expected; didn't love it
    looks bad; dislike the colour; doesn't taste good; not what I hoped; poor look on me; the smell is unpleasant to me; no results from using it`),
  duplicate_order: split(`
    ordered twice; duplicate order; bought two by accident; already have one; order placed twice; husband also bought one; ordered too many; double ordered
    accidentally ordered two; received two of the same order; ordered multiple sizes; duplicate; I ordered it twice by mistake; Order went through twice
    my wife already bought the same one; I accidentally placed two orders; duplicate purchase; ordered two sizes to try, sending one back
    Accidentally bought it twice; the system created two orders; already got one from my sister, duplicate; ordered 2 instead of 1
    I placed the same order two times; two of the same by mistake; same order twice; accidentally duplicated; double purchase
    ordered again by error, already had it; mom had already got one; bought extra one not needed; I ordered one too many; two shipments of the same order
    clicked order button two times; ordered several colours to compare; keeping one, returning the other; bought two sizes to see which fits
    duplicate shipment; ordered two by mistake; double order; two came; bought twice; already have it; ordered the same thing twice; ordered several sizes`),
  unwanted_gift: split(`
    unwanted gift; gift, not wanted; was a gift and they already have it; gift recipient didn't like it; returning a gift; duplicate gift
    birthday present she didn't want; received as gift; bought as a gift but she hated it; christmas gift not needed; present for my dad, he didn't like it
    got it as a gift don't need it; gift for wife, not her taste; It was a gift and she already has one; returning a Christmas present
    gift recipient didn't want it; my aunt gave me this and I have no use for it; bought for my nephew's birthday, not his thing; Present she didn't like
    Gift from a friend, don't need it; my husband didn't want the gift; bought it as a gift, they already had one; unwanted birthday present
    given as a gift and not wanted; present I can't use; gift for someone who didn't like it; they already own it, it was a gift; duplicate of a gift
    received as present; gift was not to her taste; bought for dad who didn't want it; giftee refused; wedding present we don't need
    got it for my birthday, don't like; xmas gift return; my sister did not like the present; gifted item; gift not wanted; was a present
    don't want this gift; gift they didn't like; received as a gift; gift duplicate; mother in law already has it`),
  arrived_too_late_to_use: split(`
    too late for the wedding; missed the birthday; arrived after christmas; needed it for the party which is over; came too late to use
    event already passed; didn't arrive in time for our trip; arrived after the event; too late, had to buy another; needed by friday, arrived monday
    not here in time for halloween; late for the birthday party; already bought a replacement because it took so long; Came after the party was over
    needed it for the weekend, too late now; Missed my son's birthday; Halloween costume got here November 2nd
    arrived too late, I had to buy another one locally; arrived the day after the wedding; Needed by Saturday for a party, no use now
    Came after we left for vacation; Too late for Christmas; I had to buy a replacement locally since it took so long; needed for an event that passed
    birthday was last week; came after the party; wedding already happened; trip is over; arrived past the date I needed it
    Christmas already gone when it came; was for the holidays, too late; can't use it anymore because it came late; didn't make it in time for the show
    the season ended before it came; I already bought one elsewhere because of the delay; missed anniversary; school had already started; came after I moved
    too late for the concert; too late for the event; missed the date; arrived after the birthday; party already over; didn't come in time; needed earlier
    useless now, event passed; came late so I bought another`),
  repair_in_warranty: split(`
    warranty repair; under warranty; needs repair; warranty claim; send it for repair; please repair; covered by warranty, broke; want it fixed
    still under guarantee needs fixing; repair request; in for warranty service; can you repair it; broke within warranty period
    Still under warranty, needs repair; want it fixed under the manufacturer guarantee; sending in for warranty service; Please arrange a repair
    submitting a warranty claim; requesting repair under warranty; still covered by warranty, please fix; needs servicing; Send back for repair
    warranty replacement of the motor; want a warranty repair; fix it please, still under warranty; needs to go in for repair; warranty fix
    requesting service under guarantee; please repair or service this; under guarantee, stopped working; send to the service center
    warranty covers this fault; repair needed; technician visit requested; screen repair under warranty; saw the warranty is valid, repair it
    replace faulty part under warranty; mend it; repair please; warranty; needs fixing under warranty; send for service; claim warranty; fix it`),
  recall: split(`
    product recall; recalled; recall notice; safety recall; manufacturer recall; recalled by manufacturer; got an email about a recall; batch was recalled
    subject to recall; item on the recall list; returning due to recall; there was a recall; recalled model; got a recall notice from the manufacturer
    Part of the recalled batch; this model has been recalled; returning because of the safety recall; recall; CPSC recall; Item was recalled last week
    received recall letter; there's a recall on this product; recalled lot number; recall by the maker; notice of recall; the batch has been recalled
    government recall; recall program; received a letter about the recall; recalled product return; this was recalled for safety; returning recalled item
    recall list includes my serial; recalled item; safety recall notice; manufacturer recall return`),
};
